using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Forum.Core.Data;

/// <summary>How often a member, or an address, may do a thing. The section <c>Forum:Limits</c> of the settings.</summary>
public sealed class LimitOptions
{
    /// <summary>Threads and replies of one member a minute.</summary>
    public int PostsPerMinute { get; set; } = 12;

    /// <summary>Chat messages of one member in ten seconds.</summary>
    public int ChatMessagesPerTenSeconds { get; set; } = 10;

    /// <summary>Attempts to sign in from one address a minute.</summary>
    public int SignInsPerMinute { get; set; } = 10;

    /// <summary>Accounts made from one address an hour.</summary>
    public int RegistrationsPerHour { get; set; } = 10;

    /// <summary>Links to confirm an address or to set a password that are sent for one account, to one address, or for one network address an hour.</summary>
    public int AccountMailsPerHour { get; set; } = 5;

    /// <summary>Reactions of one member a minute.</summary>
    public int ReactionsPerMinute { get; set; } = 30;

    /// <summary>Searches of one member, or from one address, a minute.</summary>
    public int SearchesPerMinute { get; set; } = 30;

    /// <summary>Files that one member sends an hour.</summary>
    public int UploadsPerHour { get; set; } = 30;

    /// <summary>Previews of what is being written, of one member or from one guest's address, a minute.</summary>
    public int PreviewsPerMinute { get; set; } = 120;

    /// <summary>Completions of names of one member a minute.</summary>
    public int NamesPerMinute { get; set; } = 240;

    /// <summary>Circuits that guests behind one address have open at once.</summary>
    public int CircuitsPerAddress { get; set; } = 500;

    /// <summary>Circuits that one member has open at once.</summary>
    public int CircuitsPerMember { get; set; } = 100;

    /// <summary>Circuits that one member, or guests behind one address, open a minute.</summary>
    public int NewCircuitsPerMinute { get; set; } = 600;

    /// <summary>Messages to circuits of one member, or from one guest's address, a minute that no page would send.</summary>
    public int BadMessagesPerMinute { get; set; } = 20;

    /// <summary>Seconds that somebody needs at the least to fill in the form for an account; 0 for none.</summary>
    public int SecondsToRegister { get; set; } = 3;

    internal void Check()
    {
        int[] limits = [PostsPerMinute, ChatMessagesPerTenSeconds, SignInsPerMinute, RegistrationsPerHour, AccountMailsPerHour, UploadsPerHour, ReactionsPerMinute, SearchesPerMinute,
            PreviewsPerMinute, NamesPerMinute, CircuitsPerAddress, CircuitsPerMember, NewCircuitsPerMinute, BadMessagesPerMinute];
        if (SecondsToRegister is < 0 or > 600)
            throw new StartRefusedException("The setting Forum:Limits:SecondsToRegister must be a number from 0 to 600.");
        if (limits.Min() < 1)
            throw new StartRefusedException("Each setting in Forum:Limits must be a number of at least 1.");
    }
}

/// <summary>The things that are limited.</summary>
public enum LimitedAct
{
    /// <summary>Starting a thread, or replying.</summary>
    Post,

    /// <summary>Saying something in a chat room.</summary>
    Chat,

    /// <summary>Trying to sign in.</summary>
    SignIn,

    /// <summary>Making an account.</summary>
    Register,

    /// <summary>Giving one's password, or a code, once more. As often as one may try to sign in.</summary>
    Password,

    /// <summary>Having a mail sent with a link to confirm an address or to set a password.</summary>
    AccountMail,

    /// <summary>
    /// Having a mail sent to an address that somebody has typed and nobody has proved to be theirs. Counted apart: otherwise what is left of the
    /// other limit would tell that somebody has registered with an address.
    /// </summary>
    MailToStranger,

    /// <summary>Sending a file.</summary>
    Upload,

    /// <summary>Reacting to a post.</summary>
    React,

    /// <summary>Looking for posts.</summary>
    Search,

    /// <summary>Looking at what is being written.</summary>
    Preview,

    /// <summary>Having a name completed.</summary>
    Name,

    /// <summary>Asking for a circuit.</summary>
    NegotiateCircuit,

    /// <summary>Connecting to a circuit, counted apart from asking for it: the same page does both.</summary>
    OpenCircuit,

    /// <summary>Sending a circuit what no page would send.</summary>
    BadMessage,
}

/// <summary>
/// Counts acts in sliding windows, in memory: one process, and a restart forgives. Refusals are values with a plain sentence, so
/// that a form, a circuit and an API say the same.
/// </summary>
public sealed class RateLimits : IDisposable
{
    /// <summary>Said to whoever searches too often.</summary>
    public static readonly Refusal SearchingTooQuickly = new("You're searching too fast. Wait a minute, then try again.");

    private readonly Dictionary<LimitedAct, PartitionedRateLimiter<string>> _limiters;

    /// <summary>Makes the limits.</summary>
    /// <param name="options">How many of each.</param>
    public RateLimits(IOptions<LimitOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var limits = options.Value;
        _limiters = new()
        {
            [LimitedAct.Post] = Sliding(limits.PostsPerMinute, TimeSpan.FromMinutes(1)),
            [LimitedAct.Chat] = Sliding(limits.ChatMessagesPerTenSeconds, TimeSpan.FromSeconds(10)),
            [LimitedAct.SignIn] = Sliding(limits.SignInsPerMinute, TimeSpan.FromMinutes(1)),
            [LimitedAct.Register] = Sliding(limits.RegistrationsPerHour, TimeSpan.FromHours(1)),
            [LimitedAct.Password] = Sliding(limits.SignInsPerMinute, TimeSpan.FromMinutes(1)),
            [LimitedAct.AccountMail] = Sliding(limits.AccountMailsPerHour, TimeSpan.FromHours(1)),
            [LimitedAct.React] = Sliding(limits.ReactionsPerMinute, TimeSpan.FromMinutes(1)),
            [LimitedAct.Search] = Sliding(limits.SearchesPerMinute, TimeSpan.FromMinutes(1)),
            [LimitedAct.Upload] = Sliding(limits.UploadsPerHour, TimeSpan.FromHours(1)),
            [LimitedAct.Preview] = Sliding(limits.PreviewsPerMinute, TimeSpan.FromMinutes(1)),
            [LimitedAct.Name] = Sliding(limits.NamesPerMinute, TimeSpan.FromMinutes(1)),
            [LimitedAct.NegotiateCircuit] = Sliding(limits.NewCircuitsPerMinute, TimeSpan.FromMinutes(1)),
            [LimitedAct.OpenCircuit] = Sliding(limits.NewCircuitsPerMinute, TimeSpan.FromMinutes(1)),
            [LimitedAct.BadMessage] = Sliding(limits.BadMessagesPerMinute, TimeSpan.FromMinutes(1)),
            [LimitedAct.MailToStranger] = Sliding(limits.AccountMailsPerHour, TimeSpan.FromHours(1)),
        };
    }

    /// <summary>Counts an act.</summary>
    /// <param name="act">What is done.</param>
    /// <param name="who">The member or the address it is counted for.</param>
    /// <returns>Null when it may go on; otherwise what to tell the person.</returns>
    public Refusal? Count(LimitedAct act, string who)
    {
        using var lease = _limiters[act].AttemptAcquire(who);
        return lease.IsAcquired ? null : act switch
        {
            LimitedAct.Post => new Refusal("You're posting too fast. Wait a minute, then send it again. Your text is saved."),
            LimitedAct.Chat => new Refusal("You're sending messages too fast. Wait a few seconds."),
            LimitedAct.SignIn => new Refusal("Too many sign-in attempts. Wait a minute, then try again."),
            LimitedAct.Password => new Refusal("Too many attempts. Wait a minute, then try again."),
            LimitedAct.AccountMail or LimitedAct.MailToStranger => new Refusal("You've requested too many emails. Check your inbox and spam folder, or try again in an hour."),
            LimitedAct.React => new Refusal("You're reacting too fast. Wait a minute."),
            LimitedAct.Search => SearchingTooQuickly,
            LimitedAct.Preview => new Refusal("You're requesting previews too fast. Wait a minute."),
            LimitedAct.Name or LimitedAct.NegotiateCircuit or LimitedAct.OpenCircuit or LimitedAct.BadMessage => new Refusal("Too many requests. Wait a minute, then try again."),
            LimitedAct.Upload => new Refusal("You've uploaded too many files. Try again in an hour."),
            _ => new Refusal("Too many accounts were created from your network. Try again in an hour."),
        };
    }

    /// <summary>Whether an act would be refused, without counting it.</summary>
    /// <param name="act">What would be done.</param>
    /// <param name="who">The member or the address it would be counted for.</param>
    public bool HasNone(LimitedAct act, string who)
    {
        using var lease = _limiters[act].AttemptAcquire(who, 0);
        return !lease.IsAcquired;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var limiter in _limiters.Values)
            limiter.Dispose();
    }

    private static PartitionedRateLimiter<string> Sliding(int permits, TimeSpan window) =>
        PartitionedRateLimiter.Create<string, string>(who => RateLimitPartition.GetSlidingWindowLimiter(
            who,
            _ => new SlidingWindowRateLimiterOptions { PermitLimit = Math.Max(1, permits), Window = window, SegmentsPerWindow = 6 }));
}
