
namespace Forum.Tests.Support;

/// <summary>The emails that a forum with default settings has written to its data folder.</summary>
public sealed class Mailbox(TestForum forum)
{
    public string Folder => Path.Combine(forum.DataDirectory, "mail");

    /// <summary>The emails to an address, oldest first.</summary>
    public IReadOnlyList<ReceivedMail> To(string address) => Directory.Exists(Folder)
        ? [.. Directory.GetFiles(Folder, "*.eml").Order().Select(static file => ReceivedMail.Parse(File.ReadAllBytes(file))).Where(mail => mail.To == address)]
        : [];

    /// <summary>The newest email to an address with these words in its subject; waits for it.</summary>
    public async Task<ReceivedMail> NewestAsync(string address, string subject, int atLeast = 1)
    {
        IReadOnlyList<ReceivedMail> found = [];
        await Eventually.HoldsAsync(
            () => (found = [.. To(address).Where(mail => mail.Subject.Contains(subject, StringComparison.Ordinal))]).Count >= atLeast,
            () => $"No mail to {address} about \"{subject}\"; there are: {string.Join(", ", To(address).Select(static mail => mail.Subject))}");
        return found[^1];
    }
}
