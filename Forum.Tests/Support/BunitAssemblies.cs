using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Forum.Tests.Support;

internal static class BunitAssemblies
{
    // bunit names a newer AngleSharp.Diffing than the one we have; the runtime refuses an older one unless asked again.
    // The second request carries no version: with one it would come back here for ever.
    [ModuleInitializer]
    internal static void AcceptOlderDiffing() => AssemblyLoadContext.Default.Resolving += static (context, name) =>
        name.Name is "AngleSharp.Diffing" && name.Version is not null ? context.LoadFromAssemblyName(new AssemblyName(name.Name)) : null;
}
