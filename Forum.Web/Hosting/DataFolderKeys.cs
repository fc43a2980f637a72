using Forum.Core.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace Forum.Web.Hosting;

/// <summary>
/// Stores the keys for cookies and forms next to the database: moving the data folder keeps everyone signed in.
/// </summary>
public static class DataFolderKeys
{
    /// <summary>Stores the keys in the data folder's <c>keys</c> folder.</summary>
    public static void AddKeysInDataFolder(this IServiceCollection services)
    {
        // For new keys. Encrypts and signs in one step, with the processor's own instructions.
        services.AddDataProtection().SetApplicationName("Forum").UseCryptographicAlgorithms(
            new AuthenticatedEncryptorConfiguration { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM });
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
        {
            var folder = provider.GetRequiredService<IOptions<DataOptions>>().Value.KeysDirectory;
            options.XmlRepository = new FileSystemXmlRepository(new DirectoryInfo(folder), provider.GetRequiredService<ILoggerFactory>());
        }));
    }
}
