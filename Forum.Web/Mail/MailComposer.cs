using System.Globalization;
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
public sealed class MailComposer(
    IServiceProvider services, Register<RegisteredMail> mails, ForumInfo info, PublicAddress site, Unsubscribing unsubscribing,
    IStringLocalizer<Texts> texts, Languages languages, IOptions<MailOptions> options, ILoggerFactory logs)
{
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

        mail.Body = await BodyAsync(due, registered.Template, forum, stop);
        return mail;
    }

    private async Task<MimeEntity> BodyAsync(DueMail due, Type template, string forum, string? stop)
    {
        var frame = new Dictionary<string, object?>
        {
            [nameof(MailPage.Mail)] = due,
            [nameof(MailPage.Template)] = template,
            [nameof(MailPage.ForumName)] = forum,
            [nameof(MailPage.Site)] = site,
            [nameof(MailPage.StopLink)] = stop is null ? null : site.Of(Unsubscribing.PagePath(stop)),
        };
        var text = new PlainText(await DrawAsync(new(frame) { [nameof(MailPage.Format)] = MailFormat.Text }));
        var html = await DrawAsync(new(frame) { [nameof(MailPage.Format)] = MailFormat.Html, [nameof(MailPage.Summary)] = text.Summary });
        return new MultipartAlternative { Part(TextFormat.Plain, text.ToString()), Part(TextFormat.Html, html) };
    }

    private async Task<string> DrawAsync(Dictionary<string, object?> parameters)
    {
        await using var scope = services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<MailPage>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }

    private static TextPart Part(TextFormat format, string text) => new(format) { Text = text, ContentTransferEncoding = ContentEncoding.QuotedPrintable };
}
