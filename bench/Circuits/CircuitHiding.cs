namespace Forum.Bench.Circuits;

/// <content>A hidden page gives up its circuit, as Forum.Web/Live/pause.js does.</content>
internal sealed partial class Circuit
{
    private readonly TaskCompletionSource _stateKept = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Requests the circuit's state, and closes the connection when it has arrived.</summary>
    public async Task HideAsync(CancellationToken cancellation)
    {
        try
        {
            await _socket!.SendAsync(Blazorpack.Call(null, "PauseCircuit"));
            await _stateKept.Task.WaitAsync(AnswerLimit, cancellation);
            State = CircuitState.Hidden;
            _socket.Cut();
        }
        catch (TimeoutException)
        {
            Fail("The circuit couldn't be paused.");
        }
    }

    // A browser stores it; here it only matters that it came.
    private void KeepState(string id)
    {
        _socket!.Answer(Blazorpack.Confirm(id));
        _stateKept.TrySetResult();
    }
}
