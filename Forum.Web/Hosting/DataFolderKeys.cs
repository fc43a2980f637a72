using Forum.Core.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace Forum.Web.Hosting;

/// <summary>
/// Keeps the keys of cookies and forms beside the database: whoever moves the data folder moves everybody's sign-ins with it.
/// </summary>
public static class DataFolderKeys
{
    /// <summary>Puts the keys into the folder <c>keys</c> of the data folder.</summary>
    public static void AddKeysInDataFolder(this IServiceCollection services)
    {
        // For keys that are made from now on. Encrypts and signs in one go, in the processor's own instructions.
        services.AddDataProtection().SetApplicationName("Forum").UseCryptographicAlgorithms(
            new AuthenticatedEncryptorConfiguration { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM });
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
        {
            var folder = provider.GetRequiredService<IOptions<DataOptions>>().Value.KeysDirectory;
            options.XmlRepository = new FileSystemXmlRepository(new DirectoryInfo(folder), provider.GetRequiredService<ILoggerFactory>());
        }));
    }
}
