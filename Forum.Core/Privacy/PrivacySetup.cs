using Forum.Core.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Core.Privacy;

/// <summary>Service registration for the privacy room.</summary>
public static class PrivacySetup
{
    /// <summary>Adds data exports and the deletion of accounts.</summary>
    public static IServiceCollection AddPrivacy(this IServiceCollection services)
    {
        services.Register(PrivacyMails.DataIsReady, PrivacyMails.AccountDeletionScheduled, PrivacyMails.AccountDeleted);
        AddExports(services);
        AddDeletion(services);
        return services;
    }

    private static void AddExports(IServiceCollection services)
    {
        services.AddSingleton<DataExports>();
        services.AddHandler<ExportMemberData>();
        services.AddSingleton<ExportContents>();
        services.AddJob<ExportWork>();
    }

    private static void AddDeletion(IServiceCollection services)
    {
        services.AddSingleton<RequestAccountDeletion>();
        services.AddSingleton<DeletedMemberContent>();
        services.AddSingleton<DeleteMember>();
        services.AddJob<AccountDeletionJob>();
    }
}
