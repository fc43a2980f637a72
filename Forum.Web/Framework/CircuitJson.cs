using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.JSInterop;

namespace Forum.Web.Framework;

/// <summary>
/// Reduces the memory of a circuit. Each one has its own serializer options, and on each call to the page, the serializer
/// checks every interface of the arguments for a custom converter: thirty for a number. It caches a description of each,
/// 40 KB per circuit in total. None of these interfaces has a converter, so there is nothing to describe. Arguments must
/// not use one of them as their declared type; list interfaces are allowed.
/// </summary>
public static class CircuitJson
{
    private static readonly Resolver Shared = new();

    /// <summary>Sets the leaner options on each circuit's script runtime, before its first call.</summary>
    public static void AddCircuitJson(this IServiceCollection services) => services.Decorate<IJSRuntime>(static (runtime, _) =>
    {
        if (runtime is JSRuntime remote)
            OptionsOf(remote).TypeInfoResolver = Shared;
        return runtime;
    });

    // Includes derived classes, since the circuit's is internal.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_JsonSerializerOptions")]
    private static extern JsonSerializerOptions OptionsOf(JSRuntime runtime);

    private sealed class Resolver : DefaultJsonTypeInfoResolver
    {
        public override JsonTypeInfo GetTypeInfo(Type type, JsonSerializerOptions options) =>
            type.IsInterface && IsPlainInterface(type) ? null! : base.GetTypeInfo(type, options);

        private static bool IsPlainInterface(Type type) => type.Namespace switch
        {
            "System" or "System.Numerics" or "System.Collections" or "System.Runtime.Serialization" => true,

            // Dictionary interfaces: of pairs, or of a key and a value.
            "System.Collections.Generic" => type.GetGenericArguments() is [_, _] or [{ Name: "KeyValuePair`2" }],
            _ => false,
        };
    }
}
