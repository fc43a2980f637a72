using System.Threading.Channels;
using Forum.Core.Data;
using Forum.Core.Mail;
using MailKit.Net.Smtp;
using MimeKit;

namespace Forum.Web.Mail;

/// <summary>
/// Takes emails from the outbox and hands them to the sender, one at a time: right after an act adds one, and again after
/// a pause when the sender didn't accept it. After a failure of the mail server, nothing is sent for a while, whatever is waiting.
/// </summary>
public sealed class MailDelivery(
    MailQueue queue, MailBell bell, MailComposer composer, IMailSender sender, TimeProvider clock, ILogger<MailDelivery> log)
    : BackgroundService
{
    private const int MaxBatchSize = 20;
    private const int FirstFinalStatus = 500;

    /// <summary>How long to wait after a failure of the sender.</summary>
    public static readonly TimeSpan PauseOfSender = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan ForgetEvery = TimeSpan.FromHours(6);

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private DateTimeOffset _senderRestsUntil;
    private DateTimeOffset _forgotAt;

    /// <inheritdoc />
    public override void Dispose()
    {
        _oneAtATime.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await DeliverAsync(stoppingToken);
                await WaitAsync(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                log.LogError(error, "Couldn't read or write the outbox; emails stay queued");
                await Task.Delay(PauseOfSender, clock, stoppingToken);
            }
        }
    }

    /// <summary>Sends what is due, unless the sender has failed recently.</summary>
    public async Task DeliverAsync(CancellationToken cancellation)
    {
        await _oneAtATime.WaitAsync(cancellation);
        try
        {
            await DeliverInTurnAsync(cancellation);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task DeliverInTurnAsync(CancellationToken cancellation)
    {
        if (clock.GetUtcNow() - _forgotAt > ForgetEvery)
        {
            await queue.ForgetAsync(cancellation);
            _forgotAt = clock.GetUtcNow();
        }

        while (clock.GetUtcNow() >= _senderRestsUntil && await queue.DueAsync(MaxBatchSize, cancellation) is { Count: > 0 } due)
        {
            foreach (var mail in due)
            {
                if (!await TryAsync(mail, cancellation))
                {
                    _senderRestsUntil = clock.GetUtcNow() + PauseOfSender;
                    return;
                }
            }
        }
    }

    // Whether the sender works: it does even if it refuses this one recipient.
    private async Task<bool> TryAsync(DueMail due, CancellationToken cancellation)
    {
        using var mail = await TryComposeAsync(due, cancellation);
        if (mail is null)
            return true;
        try
        {
            await sender.SendAsync(mail, due.Id, cancellation);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            var isRefused = error is SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted };
            var isFinal = error is UndeliverableMailException || (isRefused && error is SmtpCommandException { StatusCode: >= (SmtpStatusCode)FirstFinalStatus });
            log.LogWarning("Email {Mail} ({Kind}) wasn't accepted: {Error}", due.Id, due.Kind.Name, error.Message);
            await queue.FailedAsync(due.Id, Words(error), isFinal);
            return isRefused || isFinal;
        }

        await queue.SentAsync(due.Id);
        return true;
    }

    // Null for an email that can't be composed, because of its data or a bug. The others still go out.
    private async Task<MimeMessage?> TryComposeAsync(DueMail due, CancellationToken cancellation)
    {
        try
        {
            return await composer.ComposeAsync(due, cancellation);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.LogError(error, "Couldn't compose email {Mail} ({Kind})", due.Id, due.Kind.Name);
            await queue.FailedAsync(due.Id, Words(error), isFinal: error is FormatException or UndeliverableMailException);
            return null;
        }
    }

    private async Task WaitAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var next = await queue.NextAsync(cancellation) ?? now + ForgetEvery;
        var pause = (next > _senderRestsUntil ? next : _senderRestsUntil) - now;
        if (pause <= TimeSpan.Zero)
            return;

        // Woken or not, wait until the sender's pause is over.
        if (_senderRestsUntil > now)
        {
            await Task.Delay(_senderRestsUntil - now, clock, cancellation);
            return;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var woken = bell.OnEventAsync(limit.Token);
        await Task.WhenAny(woken, Task.Delay(pause, clock, limit.Token));
        await limit.CancelAsync();
    }

    private static string Words(Exception error) =>
        error.InnerException is { } inner && !error.Message.Contains(inner.Message, StringComparison.Ordinal) ? $"{error.Message} {inner.Message}" : error.Message;
}

/// <summary>Signals that an act has added an email to the outbox, so the worker doesn't have to poll every second.</summary>
public sealed class MailBell : IAfterCommit<MailWaiting>
{
    private readonly Channel<bool> _rings = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Waits for the signal; returns at once if it came since the last wait.</summary>
    public async Task OnEventAsync(CancellationToken cancellation) => await _rings.Reader.ReadAsync(cancellation);

    /// <inheritdoc />
    public ValueTask HandleAsync(MailWaiting happened)
    {
        _rings.Writer.TryWrite(true);
        return ValueTask.CompletedTask;
    }
}
