using Forum.Core.Data;

namespace Forum.Tests.Support;

/// <summary>An act that blocks until released, so that the acts behind it share a commit.</summary>
public sealed class HeldWriter : IAsyncDisposable
{
    private readonly TaskCompletionSource _goOn;
    private readonly Task _act;

    private HeldWriter(TaskCompletionSource goOn, Task act) => (_goOn, _act) = (goOn, act);

    public static async Task<HeldWriter> HoldAsync(ForumWriter writer)
    {
        var (begun, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var act = Task.Run(() => writer.WriteAsync<Done>(async _ =>
        {
            begun.SetResult();
            await goOn.Task;
            return Refusal.NotAllowed;
        }));
        await begun.Task;
        return new HeldWriter(goOn, act);
    }

    public async Task LetGoAsync()
    {
        _goOn.TrySetResult();
        await _act;
    }

    public async ValueTask DisposeAsync() => await LetGoAsync();
}
