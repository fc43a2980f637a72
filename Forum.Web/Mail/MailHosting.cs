using Forum.Core.Data;
using Forum.Core.Mail;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;

namespace Forum.Web.Mail;

/// <summary>Mail that leaves the forum.</summary>
public static class MailHosting
{
    /// <summary>Adds the sender that the settings name, the worker, and what it puts mails together with.</summary>
    public static void AddMailDelivery(this IServiceCollection services, IConfiguration settings)
    {
        services.Configure<MailOptions>(settings.GetSection("Mail"));
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<Unsubscribing>();
        services.AddSingleton<MailComposer>();
        services.AddSingleton<FolderMailSender>();
        services.AddSingleton<SmtpMailSender>();
        services.AddSingleton<MailSigner>();

        // Lists of revoked certificates come from other servers, which not every mail server's network lets through.
        services.AddSingleton<Func<SmtpClient>>(static () => new SmtpClient { CheckCertificateRevocation = false });
        services.AddSingleton<IMailSender>(static provider => provider.GetRequiredService<IOptions<MailOptions>>().Value.IsSmtp
            ? provider.GetRequiredService<SmtpMailSender>()
            : provider.GetRequiredService<FolderMailSender>());
        services.AddSingleton<MailBell>();
        services.AddSingleton<IForumEventHandler>(static provider => provider.GetRequiredService<MailBell>());
        services.AddSingleton<MailDelivery>();
        services.AddHostedService(static provider => provider.GetRequiredService<MailDelivery>());
    }

    /// <summary>Looks whether the settings are what they can be.</summary>
    /// <exception cref="StartRefusedException">One of them is not.</exception>
    public static void CheckSettings(IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<IOptions<MailOptions>>().Value.Check();
        }
        catch (InvalidOperationException error)
        {
            throw new StartRefusedException($"A setting has the wrong type: {error.Message}", error);
        }

        PublicAddress.Check(services.GetRequiredService<IConfiguration>());
    }

    /// <summary>Maps what mail programs post to. No token of a form: what the link carries is signed, and says all that happens.</summary>
    public static void MapMail(this WebApplication app) =>
        app.MapPost("/mail/unsubscribe", static async (string? link, HttpContext context, Unsubscribing unsubscribing, ChooseMail choose) =>
        {
            if (unsubscribing.Read(link) is not { } read || !(await choose.UnsubscribeAsync(read.MemberId, read.Topic)).IsDone)
                return Results.NotFound();

            // A person came from the page, a mail program from nowhere.
            return context.Request.HasFormContentType && (await context.Request.ReadFormAsync(context.RequestAborted)).ContainsKey("page")
                ? Results.LocalRedirect(Unsubscribing.PagePath(link!) + "&done=1")
                : Results.NoContent();
        }).DisableAntiforgery();
}
