using Forum.Core.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Core.Privacy;

/// <summary>Service registration for the privacy room.</summary>
public static class PrivacySetup
{
    /// <summary>Adds data exports and the deletion of accounts.</summary>
    public static IServiceCollection AddPrivacy(this IServiceCollection services)
    {
        services.AddSingleton<DataExports>();
        services.AddHandler<ExportMemberData>();
        services.AddSingleton<ExportContents>();
        services.AddSingleton<ExportWork>();
        services.AddHostedService(static provider => provider.GetRequiredService<ExportWork>());
        services.AddSingleton<RequestAccountDeletion>();
        services.AddSingleton<DeletedMemberContent>();
        services.AddSingleton<DeleteMember>();
        services.AddSingleton<AccountDeletionJob>();
        services.AddHostedService(static provider => provider.GetRequiredService<AccountDeletionJob>());
        services.Register(PrivacyMails.DataIsReady, PrivacyMails.AccountDeletionScheduled, PrivacyMails.AccountDeleted);
        return services;
    }
}
