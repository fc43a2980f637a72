namespace Forum.Bench.Circuits;

/// <content>A page that is hidden gives its circuit back, as Forum.Web/wwwroot/js/pause.js does.</content>
internal sealed partial class Circuit
{
    private readonly TaskCompletionSource _stateKept = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Asks for the circuit's state, and closes the connection once it is there.</summary>
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
            Fail("The circuit could not be given back.");
        }
    }

    // The browser keeps it; here only that it came is of interest.
    private void KeepState(string id)
    {
        _socket!.Answer(Blazorpack.Confirm(id));
        _stateKept.TrySetResult();
    }
}
