using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Mail;
using Forum.Web.Components;
using Forum.Web.Framework;
using Forum.Web.Mail.Templates;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Text;

namespace Forum.Web.Mail;

/// <summary>Composes an email: its headers, and its two parts, rendered by the component that is registered for its kind.</summary>
public sealed partial class MailComposer(
    IServiceProvider services, Register<RegisteredMail> mails, ForumInfo info, PublicAddress site, Unsubscribing unsubscribing,
    IStringLocalizer<Texts> texts, Languages languages, IOptions<MailOptions> options, ILoggerFactory logs)
{
    /// <summary>Ends a paragraph of the plain-text part; other white space comes from the component's source.</summary>
    internal const char ParagraphEnd = '\u2029';

    /// <summary>The complete email. The Message-ID is always the same, so a second copy is recognized as a duplicate.</summary>
    /// <exception cref="UndeliverableMailException">No room knows this kind of email.</exception>
    public async Task<MimeMessage> ComposeAsync(DueMail due, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(due);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = languages.OfForum;
        var registered = mails.Find(due.Kind.Number) ?? throw new UndeliverableMailException(
            $"The forum doesn't know this type of email (number {due.Kind.Number}). The feature that queued it was probably removed.");
        var forum = (await info.FactsAsync(cancellation)).Name;
        var from = options.Value.FromAddress!;
        var mail = new MimeMessage
        {
            Subject = texts[registered.Subject, forum],
            MessageId = $"{due.MessageKey:N}@{MailboxAddress.EncodeAddrspec(from.Address).Split('@')[^1]}",
        };
        mail.From.Add(new MailboxAddress(forum, from.Address));
        mail.To.Add(new MailboxAddress("", due.To));
        mail.Headers[HeaderId.AutoSubmitted] = "auto-generated";
        var stop = unsubscribing.LinkOf(due);
        if (stop is not null)
        {
            // RFC 8058: one click in the email program unsubscribes, without opening a page.
            mail.Headers[HeaderId.ListUnsubscribe] = $"<{site.Of(Unsubscribing.OneClickPath(stop))}>";
            mail.Headers[HeaderId.ListUnsubscribePost] = "List-Unsubscribe=One-Click";
        }

        mail.Body = new MultipartAlternative
        {
            Part(TextFormat.Plain, Plain(await DrawAsync(due, registered.Template, forum, stop, MailFormat.Text))),
            Part(TextFormat.Html, await DrawAsync(due, registered.Template, forum, stop, MailFormat.Html)),
        };
        return mail;
    }

    private async Task<string> DrawAsync(DueMail due, Type template, string forum, string? stop, MailFormat format)
    {
        await using var scope = services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(MailPage.Mail)] = due,
            [nameof(MailPage.Template)] = template,
            [nameof(MailPage.ForumName)] = forum,
            [nameof(MailPage.Site)] = site,
            [nameof(MailPage.Format)] = format,
            [nameof(MailPage.StopLink)] = stop is null ? null : site.Of(Unsubscribing.PagePath(stop)),
        });
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<MailPage>(parameters)).ToHtmlString());
    }

    private static TextPart Part(TextFormat format, string text) => new(format) { Text = text, ContentTransferEncoding = ContentEncoding.QuotedPrintable };

    private static string Plain(string drawn) => string.Join(
        "\r\n\r\n",
        WebUtility.HtmlDecode(drawn).Split(ParagraphEnd).Select(static paragraph => Spaces().Replace(paragraph, " ").Trim()).Where(static paragraph => paragraph.Length > 0)) + "\r\n";

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
