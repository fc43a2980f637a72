using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Forum.Web.Framework;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Forum.Web.Live;

/// <summary>
/// Renders what is the same for every viewer, once for all of them: the same components as on pages, rendered to a
/// string. The result is cached for as long as its view is referenced, so 500 circuits that receive a
/// reply share one string per language.
/// </summary>
public sealed class LiveMarkup(IServiceProvider services, ILoggerFactory logs)
{
    private readonly PerLanguage<ConditionalWeakTable<object, Task<string>>> _drawn = new();
    private readonly ConcurrentDictionary<(Type Part, CultureInfo Language), Lazy<Task<string>>> _parts = new();

    /// <summary>A part that is the same on every page, rendered once per language.</summary>
    /// <typeparam name="TComponent">The component, without parameters.</typeparam>
    public Task<string> PartAsync<TComponent>()
        where TComponent : IComponent =>
        _parts.GetOrAdd((typeof(TComponent), CultureInfo.CurrentUICulture), _ => new(() => DrawAsync<TComponent>([]))).Value;

    /// <summary>Renders a component whose only parameter is the view, at most once for each view and language.</summary>
    /// <typeparam name="TComponent">The component.</typeparam>
    public Task<string> OnceAsync<TComponent>(object view, string parameter)
        where TComponent : IComponent =>
        _drawn.Current.GetValue(view, value => DrawAsync<TComponent>(new Dictionary<string, object?> { [parameter] = value }));

    private async Task<string> DrawAsync<TComponent>(Dictionary<string, object?> parameters)
        where TComponent : IComponent
    {
        await using var scope = services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }
}

/// <summary>Registers the rendering of shared parts.</summary>
public static class LiveHosting
{
    /// <summary>Adds the rendering of what is the same for everyone.</summary>
    public static void AddLiveMarkup(this IServiceCollection services) => services.AddSingleton<LiveMarkup>();
}
