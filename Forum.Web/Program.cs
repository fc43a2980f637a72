using Forum.Web.Commands;
using Forum.Web.Hosting;

// `-- --help` lists the commands; without one, the forum is served.
return await CommandLine.RunAsync(args, () => ForumHost.ServeAsync(ForumHost.Build(args)));
