using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Forum.Core.Data;

/// <summary>Rate limits for members and addresses. The <c>Forum:Limits</c> section of the settings.</summary>
public sealed class LimitOptions
{
    /// <summary>Threads and replies per member and minute.</summary>
    public int PostsPerMinute { get; set; } = 12;

    /// <summary>Chat messages per member and ten seconds.</summary>
    public int ChatMessagesPerTenSeconds { get; set; } = 10;

    /// <summary>Sign-in attempts per address and minute.</summary>
    public int SignInsPerMinute { get; set; } = 10;

    /// <summary>Registrations per address and hour.</summary>
    public int RegistrationsPerHour { get; set; } = 10;

    /// <summary>
    /// Emails with links to confirm an address or set a password, per account, email address or IP address and hour.
    /// </summary>
    public int AccountMailsPerHour { get; set; } = 5;

    /// <summary>Reactions per member and minute.</summary>
    public int ReactionsPerMinute { get; set; } = 30;

    /// <summary>Searches per member or address and minute.</summary>
    public int SearchesPerMinute { get; set; } = 30;

    /// <summary>Uploads per member and hour.</summary>
    public int UploadsPerHour { get; set; } = 30;

    /// <summary>Previews per member or guest address and minute.</summary>
    public int PreviewsPerMinute { get; set; } = 120;

    /// <summary>Name completions per member and minute.</summary>
    public int NamesPerMinute { get; set; } = 240;

    /// <summary>Concurrent circuits of guests per address.</summary>
    public int CircuitsPerAddress { get; set; } = 500;

    /// <summary>Concurrent circuits per member.</summary>
    public int CircuitsPerMember { get; set; } = 100;

    /// <summary>New circuits per member, or per address for guests, and minute.</summary>
    public int NewCircuitsPerMinute { get; set; } = 600;

    /// <summary>Circuit messages that no page would send, per member or guest address and minute.</summary>
    public int BadMessagesPerMinute { get; set; } = 20;

    /// <summary>The minimum time to fill in the registration form, in seconds; 0 for none.</summary>
    public int SecondsToRegister { get; set; } = 3;

    internal void Check()
    {
        int[] limits = [PostsPerMinute, ChatMessagesPerTenSeconds, SignInsPerMinute, RegistrationsPerHour, AccountMailsPerHour, UploadsPerHour, ReactionsPerMinute, SearchesPerMinute,
            PreviewsPerMinute, NamesPerMinute, CircuitsPerAddress, CircuitsPerMember, NewCircuitsPerMinute, BadMessagesPerMinute];
        if (SecondsToRegister is < 0 or > 600)
            throw new StartRefusedException("The setting Forum:Limits:SecondsToRegister must be a number from 0 to 600.");
        if (limits.Min() < 1)
            throw new StartRefusedException("Each setting in Forum:Limits must be a number and at least 1.");
    }
}

/// <summary>The rate-limited actions.</summary>
public enum LimitedAct
{
    /// <summary>Starts a thread or replies.</summary>
    Post,

    /// <summary>Posts a chat message.</summary>
    Chat,

    /// <summary>Tries to sign in.</summary>
    SignIn,

    /// <summary>Registers.</summary>
    Register,

    /// <summary>Enters the password or a code again. Same limit as signing in.</summary>
    Password,

    /// <summary>Requests an email with a link to confirm an address or set a password.</summary>
    AccountMail,

    /// <summary>
    /// Sends an email to an address that someone typed and no one has proved to be theirs. Counted separately:
    /// otherwise what remains of the other limit would reveal that someone registered with an address.
    /// </summary>
    MailToStranger,

    /// <summary>Uploads a file.</summary>
    Upload,

    /// <summary>Reacts to a post.</summary>
    React,

    /// <summary>Searches posts.</summary>
    Search,

    /// <summary>Previews a text.</summary>
    Preview,

    /// <summary>Completes a name.</summary>
    Name,

    /// <summary>Negotiates a circuit.</summary>
    NegotiateCircuit,

    /// <summary>Connects to a circuit. Counted separately from negotiating because the same page does both.</summary>
    OpenCircuit,

    /// <summary>Sends a circuit message that no page would send.</summary>
    BadMessage,
}

/// <summary>
/// Counts acts in sliding windows, in memory: for a single process, and reset by a restart. Refusals are values with a
/// plain sentence, so that a form, a circuit and an API say the same.
/// </summary>
public sealed class RateLimits : IDisposable
{
    /// <summary>For anyone who searches too often.</summary>
    public static readonly Refusal SearchingTooQuickly = new("You're searching too fast. Wait a minute, then try again.");

    private readonly Dictionary<LimitedAct, PartitionedRateLimiter<string>> _limiters;

    /// <summary>Creates the limits.</summary>
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
    /// <param name="who">The member or address to count it for.</param>
    /// <returns>Null if it's allowed; otherwise the refusal to show.</returns>
    public Refusal? Count(LimitedAct act, string who)
    {
        using var lease = _limiters[act].AttemptAcquire(who);
        return lease.IsAcquired ? null : act switch
        {
            LimitedAct.Post => new Refusal("You're posting too fast. Wait a minute, then try again. Your text is saved."),
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
    /// <param name="who">The member or address to check.</param>
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
