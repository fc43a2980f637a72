using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Forum.Web.Live;

/// <summary>What an island keeps while its page is paused. [PersistentState] would cost a circuit 1 to 2 KB per property.</summary>
public static class PauseState
{
    /// <summary>Restores what was saved before a pause; from then on, <paramref name="save"/> says what to save.</summary>
    /// <param name="state">The state of the circuit.</param>
    /// <param name="key">A name that no other island on the page uses.</param>
    /// <param name="save">Returns what to save.</param>
    /// <param name="restored">What was saved, or null if there was no pause.</param>
    /// <returns>To be disposed of with the island.</returns>
    public static PersistingComponentStateSubscription Keep<T>(
        this PersistentComponentState state,
        string key,
        Func<T?> save,
        out T? restored)
        where T : class
    {
        state.TryTakeFromJson(key, out restored);
        return state.RegisterOnPersisting(() =>
        {
            state.PersistAsJson(key, save());
            return Task.CompletedTask;
        }, RenderMode.InteractiveServer);
    }
}
