using Forum.Core.Data;
using Forum.Tests.Support;
using Forum.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Data;

public class MigrationsTests
{
    [Fact]
    public async Task The_migrations_lead_to_the_tables_of_the_entities()
    {
        using var data = new DataDirectory();
        await using var host = ForumHost.Build([$"--Forum:DataDirectory={data.Folder}"]);
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<ForumDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);

        Assert.False(db.Database.HasPendingModelChanges(), "The entities have changed: add a migration, as in CONTRIBUTING.md.");
    }
}
