using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using System.Text.RegularExpressions;
using Forum.Core.Mail;
using Forum.Core.Stats;
using Forum.Web.Layout;
using Forum.Web.Mail.Templates;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Forum.Web.Mail;

/// <summary>Puts a mail together: its headers, and its two parts drawn by the components of <c>Templates</c>.</summary>
public sealed partial class MailComposer(
    IServiceProvider services, ForumInfo info, PublicAddress site, Unsubscribing unsubscribing, IStringLocalizer<Texts> texts,
    IOptions<MailOptions> options, ILoggerFactory logs)
{
    /// <summary>Ends a paragraph of the plain part, whose other white space is that of the component's source.</summary>
    internal const char ParagraphEnd = '\u2029';

    /// <summary>The mail as it is sent. The same Message-ID each time: a second copy is known as one.</summary>
    public async Task<MailMessage> ComposeAsync(DueMail due, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(due);
        var forum = (await info.FactsAsync(cancellation)).Name;
        var from = new MailAddress(options.Value.From, forum, Encoding.UTF8);
        var mail = new MailMessage(from, new MailAddress(due.To))
        {
            Subject = MailTemplates.SubjectOf(due.Kind, forum, texts),
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        mail.Headers["Message-ID"] = $"<{due.MessageKey:N}@{from.Host}>";
        mail.Headers["Auto-Submitted"] = "auto-generated";
        var stop = unsubscribing.LinkOf(due);
        if (stop is not null)
        {
            // RFC 8058: the reader's mail program ends it with one click, without opening a page.
            mail.Headers["List-Unsubscribe"] = $"<{site.Of(Unsubscribing.OneClickPath(stop))}>";
            mail.Headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click";
        }

        AddPart(mail, Plain(await DrawAsync(due, forum, stop, MailFormat.Text)), MediaTypeNames.Text.Plain);
        AddPart(mail, await DrawAsync(due, forum, stop, MailFormat.Html), MediaTypeNames.Text.Html);
        return mail;
    }

    private async Task<string> DrawAsync(DueMail due, string forum, string? stop, MailFormat format)
    {
        await using var scope = services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(MailPage.Mail)] = due,
            [nameof(MailPage.ForumName)] = forum,
            [nameof(MailPage.Site)] = site,
            [nameof(MailPage.Format)] = format,
            [nameof(MailPage.StopLink)] = stop is null ? null : site.Of(Unsubscribing.PagePath(stop)),
        });
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<MailPage>(parameters)).ToHtmlString());
    }

    private static void AddPart(MailMessage mail, string text, string type)
    {
        var part = AlternateView.CreateAlternateViewFromString(text, Encoding.UTF8, type);
        part.TransferEncoding = TransferEncoding.QuotedPrintable;
        mail.AlternateViews.Add(part);
    }

    private static string Plain(string drawn) => string.Join(
        "\r\n\r\n",
        WebUtility.HtmlDecode(drawn).Split(ParagraphEnd).Select(static paragraph => Spaces().Replace(paragraph, " ").Trim()).Where(static paragraph => paragraph.Length > 0)) + "\r\n";

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
