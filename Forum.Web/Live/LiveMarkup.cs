using System.Globalization;
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
    private const int MaxParts = 1_000;
    private readonly PerLanguage<WeakCache<object, object>> _drawn = new();
    private readonly BoundedCache<(Type Part, CultureInfo Language), string> _parts = new(MaxParts);

    /// <summary>A part that is the same on every page, rendered once per language.</summary>
    /// <typeparam name="TComponent">The component, without parameters.</typeparam>
    public ValueTask<string> PartAsync<TComponent>()
        where TComponent : IComponent =>
        _parts.MakeAsync((typeof(TComponent), CultureInfo.CurrentUICulture), () => DrawAsync<TComponent>([]));

    /// <summary>Renders a component whose only parameter is the view, at most once for each view and language.</summary>
    /// <typeparam name="TComponent">The component.</typeparam>
    public ValueTask<string> OnceAsync<TComponent>(object view, string parameter)
        where TComponent : IComponent =>
        OnceAsync<TComponent, string>(view, parameter, static html => html);

    /// <summary>
    /// Renders a component whose only parameter is the view, and prepares the HTML, at most once for each view and language.
    /// </summary>
    /// <typeparam name="TComponent">The component.</typeparam>
    /// <typeparam name="T">What is cached.</typeparam>
    /// <param name="prepare">Makes what is cached instead of the HTML.</param>
    public async ValueTask<T> OnceAsync<TComponent, T>(object view, string parameter, Func<string, T> prepare)
        where TComponent : IComponent
        where T : class =>
        (T)await _drawn.Current.MakeAsync(view, async () => prepare(await DrawAsync<TComponent>(new Dictionary<string, object?> { [parameter] = view })));

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
