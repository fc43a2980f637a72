using System.Runtime.CompilerServices;
using System.Text.Json;
using Forum.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;

namespace Forum.Tests.Framework;

public class CircuitJsonTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public void Circuits_share_one_resolver_that_describes_no_plain_interface()
    {
        using var one = forum.Forum.Services.CreateScope();
        using var two = forum.Forum.Services.CreateScope();
        var options = OptionsOf((JSRuntime)one.ServiceProvider.GetRequiredService<IJSRuntime>());

        Assert.Same(options.TypeInfoResolver, OptionsOf((JSRuntime)two.ServiceProvider.GetRequiredService<IJSRuntime>()).TypeInfoResolver);
        Assert.Null(options.TypeInfoResolver?.GetTypeInfo(typeof(IComparable), options));
    }

    [Theory]
    [InlineData("[null]", null)]
    [InlineData("[1]", 1)]
    [InlineData("[2]", 2L)]
    [InlineData("[0.5]", 0.5)]
    [InlineData("[true]", true)]
    [InlineData("[\"a\\u003Cb\"]", "a<b")]
    public void The_arguments_of_a_call_arrive_as_they_are(string json, object? argument)
    {
        using var scope = forum.Forum.Services.CreateScope();
        var options = OptionsOf((JSRuntime)scope.ServiceProvider.GetRequiredService<IJSRuntime>());

        Assert.Equal(json, JsonSerializer.Serialize<object?[]>([argument], options));
        Assert.Equal($"[{{\"number\":{json},\"empty\":{{}}}}]", JsonSerializer.Serialize<object?[]>([new { Number = new[] { argument }, Empty = new object() }], options));
        Assert.Equal(json, JsonSerializer.Deserialize<object>(json, options)?.ToString());
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_JsonSerializerOptions")]
    private static extern JsonSerializerOptions OptionsOf(JSRuntime runtime);
}
