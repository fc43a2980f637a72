namespace Forum.Tests.Support;

/// <summary>The mails that a forum with the usual settings has written into its data folder.</summary>
public sealed class Mailbox(TestForum forum)
{
    public string Folder => Path.Combine(forum.DataDirectory, "mail");

    /// <summary>The mails to an address, oldest first.</summary>
    public IReadOnlyList<ReceivedMail> To(string address) => Directory.Exists(Folder)
        ? [.. Directory.GetFiles(Folder, "*.eml").Order().Select(static file => ReceivedMail.Parse(File.ReadAllBytes(file))).Where(mail => mail.To == address)]
        : [];

    /// <summary>The newest mail to an address with these words in its subject; waits until it is there.</summary>
    public async Task<ReceivedMail> NewestAsync(string address, string subject, int atLeast = 1)
    {
        IReadOnlyList<ReceivedMail> found = [];
        await Eventually.HoldsAsync(
            () => (found = [.. To(address).Where(mail => mail.Subject.Contains(subject, StringComparison.Ordinal))]).Count >= atLeast,
            () => $"No mail to {address} about \"{subject}\"; there are: {string.Join(", ", To(address).Select(static mail => mail.Subject))}");
        return found[^1];
    }
}
