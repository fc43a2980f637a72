using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Forum.Bench.InnerLoops;

// Runs in this process: the forum's build files don't work with the projects that BenchmarkDotNet would generate.
var config = ManualConfig.CreateEmpty()
    .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddExporter(MarkdownExporter.GitHub)
    .AddLogger(ConsoleLogger.Default)
    .WithArtifactsPath(args is [var folder, ..] ? folder : "bench/.work/loops")
    .WithOptions(ConfigOptions.DisableLogFile);
BenchmarkRunner.Run([typeof(MarkdownLoops), typeof(PostListLoops), typeof(LiveFeedLoops)], config);
