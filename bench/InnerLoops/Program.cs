using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Forum.Bench.InnerLoops;

// In this process: the forum's own build files would not fit the projects that are otherwise generated for each benchmark.
var config = ManualConfig.CreateEmpty()
    .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddExporter(MarkdownExporter.GitHub)
    .AddLogger(ConsoleLogger.Default)
    .WithArtifactsPath(args is [var folder, ..] ? folder : "bench/.work/loops")
    .WithOptions(ConfigOptions.DisableLogFile);
BenchmarkRunner.Run([typeof(MarkdownLoops), typeof(PostListLoops), typeof(LiveFeedLoops)], config);
