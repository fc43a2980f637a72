using System.Reflection;
using System.Text.RegularExpressions;
using Forum.Core.Data;
using Forum.Tests.Support;
using Forum.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Scaffolding;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Data;

/// <summary>
/// The database model is kept as code: building it from the entities took a fifth of the startup time. With
/// <c>UPDATE_MODEL=1</c> in the environment, this rewrites it.
/// </summary>
public partial class CompiledModelTests
{
    private const string Folder = "Forum.Core/Data/CompiledModel";

    [Fact]
    public async Task The_model_that_is_kept_as_code_is_that_of_the_entities()
    {
        var written = Directory.CreateTempSubdirectory("forum-model-");
        try
        {
            // Doesn't start the forum: with a model that doesn't match its entities, it couldn't.
            await using (var host = ForumHost.Build([$"--Forum:DataDirectory={written.FullName}"]))
            await using (var db = host.Services.GetRequiredService<IDbContextFactory<SqliteForumDb>>().CreateDbContext())
                Write(db, written.FullName);
            var kept = new DirectoryInfo(Path.Combine(Checkout.Root, Folder));
            if (Environment.GetEnvironmentVariable("UPDATE_MODEL") == "1")
                Replace(kept, written);

            Assert.NotEmpty(written.GetFiles());
            var differing = Read(written).Select(static file => (file.Key, AsKept(file.Value))).ToHashSet();
            differing.SymmetricExceptWith(Read(kept).Select(static file => (file.Key, file.Value)));
            Assert.True(differing.Count == 0, "The entities have changed: UPDATE_MODEL=1 dotnet test --filter-class \"*CompiledModelTests\". Different from the stored code: "
                + string.Join(", ", differing.Select(static file => file.Item1).Distinct()));
        }
        finally
        {
            written.Delete(recursive: true);
        }
    }

    private static void Write(SqliteForumDb db, string folder)
    {
        // What Entity Framework's tool does for `dbcontext optimize`.
        var services = new ServiceCollection().AddEntityFrameworkDesignTimeServices();
        var provider = typeof(SqliteDbContextOptionsBuilderExtensions).Assembly;
        var own = provider.GetType(provider.GetCustomAttribute<DesignTimeProviderServicesAttribute>()!.TypeName, throwOnError: true)!;
        ((IDesignTimeServices)Activator.CreateInstance(own)!).ConfigureDesignTimeServices(services);
        services.AddDbContextDesignTimeServices(db);
        using var all = services.BuildServiceProvider();
        all.GetRequiredService<ICompiledModelScaffolder>().ScaffoldModel(db.GetService<IDesignTimeModel>().Model, folder, new CompiledModelCodeGenerationOptions
        {
            ContextType = typeof(SqliteForumDb),
            ModelNamespace = "Forum.Core.Data.CompiledModel",
            Language = "C#",
        });
    }

    private static void Replace(DirectoryInfo kept, DirectoryInfo written)
    {
        if (kept.Exists)
            kept.Delete(recursive: true);
        kept.Create();
        foreach (var (name, text) in Read(written))
            File.WriteAllText(Path.Combine(kept.FullName, name), AsKept(text));
    }

    private static Dictionary<string, string> Read(DirectoryInfo folder) => folder.Exists
        ? folder.GetFiles("*.cs").ToDictionary(static file => file.Name, static file => File.ReadAllText(file.FullName).ReplaceLineEndings("\n"))
        : [];

    // The compiler wants a comment on every public member of the core, even generated ones; and the model's ID is
    // random each time.
    private static string AsKept(string text) => ModelId().Replace(
        text.Replace("#pragma warning disable 219, 612, 618", "#pragma warning disable 219, 612, 618, 1591", StringComparison.Ordinal),
        "modelId: new Guid(\"6d0f6c5e-1b1c-4a53-9d5e-0f2a7c3b8e41\")");

    [GeneratedRegex("modelId: new Guid\\(\"[^\"]*\"\\)")]
    private static partial Regex ModelId();
}
