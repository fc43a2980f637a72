using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Forum.Core.Data;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Forum.Tests.Hosting;

[Trait("Pace", "slow")]
public class PublishTests
{
    [Fact]
    public async Task The_published_forum_starts_with_a_compiled_model()
    {
        await using var published = await PublishedForum.PublishAsync();
        Assert.DoesNotContain("warning", published.Output, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(nameof(DbContextModelAttribute), AttributesOf(published.PathOf("Forum.Core.dll")));
        Assert.DoesNotContain(nameof(DbContextModelAttribute), AttributesOf(typeof(ForumDb).Assembly.Location));

        // What writes the model stays behind.
        Assert.DoesNotContain(published.Files, static file => file.Contains("EntityFrameworkCore.Design", StringComparison.Ordinal) || file.Contains("ModelCompiler", StringComparison.Ordinal));
        Assert.DoesNotContain("EntityFrameworkCore.Design", await File.ReadAllTextAsync(published.PathOf("Forum.Web.deps.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        using var data = new DataDirectory();
        await using var forum = ForumProcess.Start(data.Start() with { Program = published.PathOf("Forum.Web.dll") });
        await forum.WaitForOkAsync();
        Assert.Empty(forum.Errors);
    }

    // Loading it would replace the assembly that the tests run with.
    private static IEnumerable<string> AttributesOf(string assembly)
    {
        using var image = new PEReader(File.OpenRead(assembly));
        var metadata = image.GetMetadataReader();
        return [.. metadata.GetAssemblyDefinition().GetCustomAttributes().Select(attribute => metadata.GetCustomAttribute(attribute).Constructor)
            .Select(constructor => metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent)
            .Select(type => metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)type).Name))];
    }
}
