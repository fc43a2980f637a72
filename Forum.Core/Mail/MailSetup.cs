using Forum.Core.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Core.Mail;

/// <summary>Service registration for the mail room.</summary>
public static class MailSetup
{
    /// <summary>Adds the outbox.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddSingleton<MailQueue>();
        services.AddSingleton<MailAdministration>();
        services.AddSingleton<ChangeMailPreferences>();
        services.AddHandler<OutboxMemberData>();
        services.Register(MailAdministration.Test);
        return services;
    }
}
