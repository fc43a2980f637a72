using Forum.Core.Data;
using Forum.Core.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Support;

/// <summary>The emails that a forum with default settings has written to its data folder.</summary>
public sealed class Mailbox(TestForum forum)
{
    public string Folder => Path.Combine(forum.DataDirectory, "mail");

    /// <summary>The emails to an address, oldest first.</summary>
    public IReadOnlyList<ReceivedMail> To(string address) => Directory.Exists(Folder)
        ? [.. Directory.GetFiles(Folder, "*.eml").Order().Select(static file => ReceivedMail.Parse(File.ReadAllBytes(file))).Where(mail => mail.To == address)]
        : [];

    /// <summary>
    /// The kinds of emails to an address, sent or waiting. An act queues them in its transaction, so what isn't here when it's done won't come.
    /// </summary>
    public async Task<IReadOnlyList<MailKind>> QueuedAsync(string address)
    {
        await using var db = await forum.Services.GetRequiredService<IDbContextFactory<ForumDb>>().CreateDbContextAsync();
        return await db.OutboxMails.Where(mail => mail.To == address).OrderBy(mail => mail.Id).Select(mail => mail.Kind).ToListAsync();
    }

    /// <summary>The newest email to an address with these words in its subject; waits for it.</summary>
    public async Task<ReceivedMail> NewestAsync(string address, string subject, int atLeast = 1)
    {
        IReadOnlyList<ReceivedMail> found = [];
        await Eventually.HoldsAsync(
            () => (found = [.. To(address).Where(mail => mail.Subject.Contains(subject, StringComparison.Ordinal))]).Count >= atLeast,
            () => $"No email to {address} about \"{subject}\"; there are: {string.Join(", ", To(address).Select(static mail => mail.Subject))}");
        return found[^1];
    }
}
