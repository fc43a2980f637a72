using System.Globalization;
using System.Reflection;
using Forum.Core.Accounts.Credentials;
using Forum.Core.Data;
using Forum.Core.Mail;
using MimeKit;

namespace Forum.Tests.Support;

/// <summary>One email of each kind that the core declares, with everything that people can write in it.</summary>
public static class ComposedMails
{
    public const string HostileName = "<i>Eve & \"Co\"";
    public const string HostileTitle = "<b>News</b> & more: https://evil.example/ <script>alert(1)</script>";
    public const string Text = "A first post that says a good deal, so that a line of plain text has to be wrapped, and <img src=x onerror=alert(1)> as well. It goes on & on.";

    /// <summary>The names of all kinds.</summary>
    public static IEnumerable<string> Kinds => typeof(MailDefinition).Assembly.GetTypes().SelectMany(static type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
        .Where(static declared => declared.FieldType == typeof(MailDefinition)).Select(static declared => ((MailDefinition)declared.GetValue(null)!).Name);

    /// <summary>Composes an email.</summary>
    public static async Task<MimeMessage> ComposeAsync(CastForum forum, string name, string? title = null)
    {
        var kind = forum.Get<Register<MailDefinition>>().All.Single(registered => registered.Name == name);
        var threadId = (await forum.ThreadAsync()).ThreadId;
        return await forum.Get<Web.Mail.MailComposer>().ComposeAsync(
            new DueMail(1, Guid.NewGuid(), kind, "dora@example.org", forum.Bob.MemberId, "Bo & <b>", new Dictionary<string, string>
            {
                ["token"] = "a-token-" + new string('x', 40),
                ["name"] = HostileName,
                ["address"] = "a-rather-long.address-of-somebody@example.org",
                ["what"] = nameof(SignInChange.PasskeyAdded),
                ["title"] = title ?? HostileTitle,
                ["text"] = Text,
                ["board"] = (await forum.Cast.BoardIdAsync("general")).ToString(CultureInfo.InvariantCulture),
                ["thread"] = threadId.ToString(CultureInfo.InvariantCulture),
                ["number"] = "25",
                ["day"] = "2026-12-01",
            }),
            TestContext.Current.CancellationToken);
    }
}
