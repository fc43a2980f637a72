using Forum.Core.Data;
using Forum.Core.Mail;
using Forum.Web.Components;
using Forum.Web.Mail.Administration;
using Forum.Web.Mail.Templates;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;

namespace Forum.Web.Mail;

/// <summary>Email delivery.</summary>
public static class MailHosting
{
    /// <summary>Adds the configured sender, the worker and the composer.</summary>
    public static void AddMailDelivery(this IServiceCollection services, IConfiguration settings)
    {
        services.Configure<MailOptions>(settings.GetSection("Mail"));
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<Unsubscribing>();
        services.AddSingleton<MailComposer>();
        services.AddSingleton<FolderMailSender>();
        services.AddSingleton<SmtpMailSender>();
        services.AddSingleton<MailSigner>();

        // Revocation lists come from other servers, which many mail servers' networks block.
        services.AddSingleton<Func<SmtpClient>>(static () => new SmtpClient { CheckCertificateRevocation = false });
        services.AddSingleton<IMailSender>(static provider => provider.GetRequiredService<IOptions<MailOptions>>().Value.IsSmtp
            ? provider.GetRequiredService<SmtpMailSender>()
            : provider.GetRequiredService<FolderMailSender>());
        services.AddMailTemplate<TestMail>(MailAdministration.Test, "Test email from {0}");
        services.AddHandler<MailBell>();
        services.AddHandler<FailedMails>();
        services.AddHandler<SendMailStep>();
        services.AddJob<MailDelivery>();
    }

    /// <summary>Checks the settings.</summary>
    /// <exception cref="StartRefusedException">A setting is invalid.</exception>
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

    /// <summary>
    /// Maps the endpoint that email programs post to. It needs no form token: the link is signed, and says exactly what will happen.
    /// </summary>
    public static void MapMail(this WebApplication app) =>
        app.MapPost("/mail/unsubscribe", static async (string? link, HttpContext context, Unsubscribing unsubscribing, ChangeMailPreferences choose) =>
        {
            if (unsubscribing.Read(link) is not { } read || !(await choose.UnsubscribeAsync(read.MemberId, read.Topic)).IsDone)
                return Results.NotFound();

            // People come from the page; email programs don't come from a page.
            return context.Request.HasFormContentType && (await context.Request.ReadFormAsync(context.RequestAborted)).ContainsKey("page")
                ? Results.LocalRedirect(Unsubscribing.PagePath(link!) + "&done=1")
                : Results.NoContent();
        }).DisableAntiforgery();
}
