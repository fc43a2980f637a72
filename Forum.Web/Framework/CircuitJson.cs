using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.JSInterop;

namespace Forum.Web.Framework;

/// <summary>
/// Reduces the memory of a circuit. Each one has its own serializer options, and on each call to the page, the serializer
/// checks every interface of the arguments for a custom converter: thirty for a number. It caches a description of each,
/// 40 KB per circuit in total. None of these interfaces has a converter, so there is nothing to describe. Arguments must
/// not use one of them as their declared type; list interfaces are allowed. Plain values are written without a look at
/// their types.
/// </summary>
public static class CircuitJson
{
    private static readonly Resolver Shared = new();
    private static readonly PlainValues Plain = new();

    /// <summary>Sets the leaner options on each circuit's script runtime, before its first call.</summary>
    public static void AddCircuitJson(this IServiceCollection services) => services.Decorate<IJSRuntime>(static (runtime, _) =>
    {
        if (runtime is JSRuntime remote)
        {
            var options = OptionsOf(remote);
            options.TypeInfoResolver = Shared;
            options.Converters.Add(Plain);
        }

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

    // The arguments of a call are an array of objects.
    private sealed class PlainValues : JsonConverter<object>
    {
        public override object Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => JsonElement.ParseValue(ref reader);

        public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
        {
            switch (value)
            {
                case string text:
                    writer.WriteStringValue(text);
                    break;
                case bool flag:
                    writer.WriteBooleanValue(flag);
                    break;
                case int number:
                    writer.WriteNumberValue(number);
                    break;
                case long number:
                    writer.WriteNumberValue(number);
                    break;
                case var _ when value.GetType() == typeof(object):
                    writer.WriteStartObject();
                    writer.WriteEndObject();
                    break;
                default:
                    JsonSerializer.Serialize(writer, value, value.GetType(), options);
                    break;
            }
        }
    }
}
