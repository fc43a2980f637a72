using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.JSInterop;

namespace Forum.Web.Live;

/// <summary>
/// Makes a circuit cheaper in memory. Each one has serializer options of its own, and with each call to the page the serializer
/// looks at every interface of what is sent, in case one says how its kind is written: thirty for a number. For each of them it
/// keeps a description, forty kilobytes a circuit in all. None of these interfaces says anything, so there is nothing to describe.
/// What is sent must not name one of them as its type; lists may be named by theirs.
/// </summary>
public static class CircuitJson
{
    private static readonly Resolver Shared = new();

    /// <summary>Puts the leaner options into the script runtime of each circuit, before its first call.</summary>
    public static void AddCircuitJson(this IServiceCollection services)
    {
        var framework = services.Last(static service => service.ServiceType == typeof(IJSRuntime));
        services.Remove(framework);
        var make = ActivatorUtilities.CreateFactory(framework.ImplementationType!, []);
        services.AddScoped<IJSRuntime>(provider =>
        {
            var runtime = (IJSRuntime)make(provider, null);
            if (runtime is JSRuntime remote)
                OptionsOf(remote).TypeInfoResolver = Shared;
            return runtime;
        });
    }

    // For derived classes, of which the circuit's is internal.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_JsonSerializerOptions")]
    private static extern JsonSerializerOptions OptionsOf(JSRuntime runtime);

    private sealed class Resolver : DefaultJsonTypeInfoResolver
    {
        public override JsonTypeInfo GetTypeInfo(Type type, JsonSerializerOptions options) =>
            type.IsInterface && SaysNothing(type) ? null! : base.GetTypeInfo(type, options);

        private static bool SaysNothing(Type type) => type.Namespace switch
        {
            "System" or "System.Numerics" or "System.Collections" or "System.Runtime.Serialization" => true,

            // Those of dictionaries: of pairs, or of a key and a value.
            "System.Collections.Generic" => type.GetGenericArguments() is [_, _] or [{ Name: "KeyValuePair`2" }],
            _ => false,
        };
    }
}
