using System.Reflection;
using Forum.Core.Accounts;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Scaffolding;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

// Writes EF Core's model of the database as code into the folder that is its argument, like `dotnet ef dbcontext optimize`.
// It opens no database.
var services = new ServiceCollection();
services.AddData(new ConfigurationBuilder().Build());
services.AddAccounts(); // Identity's options decide which tables it has.
await using var forum = services.BuildServiceProvider();
await using var db = forum.GetRequiredService<IDbContextFactory<SqliteForumDb>>().CreateDbContext();

var tools = new ServiceCollection().AddEntityFrameworkDesignTimeServices();
var provider = typeof(SqliteDbContextOptionsBuilderExtensions).Assembly;
var own = provider.GetType(provider.GetCustomAttribute<DesignTimeProviderServicesAttribute>()!.TypeName, throwOnError: true)!;
((IDesignTimeServices)Activator.CreateInstance(own)!).ConfigureDesignTimeServices(tools);
tools.AddDbContextDesignTimeServices(db);
await using var designTime = tools.BuildServiceProvider();
designTime.GetRequiredService<ICompiledModelScaffolder>().ScaffoldModel(db.GetService<IDesignTimeModel>().Model, args[0], new CompiledModelCodeGenerationOptions
{
    ContextType = typeof(SqliteForumDb),
    ModelNamespace = "Forum.Core.Data.CompiledModel",
    Language = "C#",
});
