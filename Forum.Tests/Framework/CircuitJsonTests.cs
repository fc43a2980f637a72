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
        Assert.Equal("[1,{\"number\":2}]", JsonSerializer.Serialize<object[]>([1, new { Number = 2 }], options));
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_JsonSerializerOptions")]
    private static extern JsonSerializerOptions OptionsOf(JSRuntime runtime);
}
