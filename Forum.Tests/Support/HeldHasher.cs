using Forum.Core.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Forum.Tests.Support;

/// <summary>A password hasher that a test can stop between its verdict and its answer.</summary>
internal sealed class HeldHasher : IPasswordHasher<Member>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly PasswordHasher<Member> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = 1 }));
    private Held? _next;

    /// <summary>Stops the next verification.</summary>
    /// <param name="needsRehash">Whether it answers that the password's hash is of an older kind, if the password is right.</param>
    public Held HoldNext(bool needsRehash = false) => _next = new Held(needsRehash);

    public string HashPassword(Member user, string password) => _hasher.HashPassword(user, password);

    public PasswordVerificationResult VerifyHashedPassword(Member user, string hashedPassword, string providedPassword)
    {
        var verdict = _hasher.VerifyHashedPassword(user, hashedPassword, providedPassword);
        return Interlocked.Exchange(ref _next, null)?.Stop(verdict) ?? verdict;
    }

    /// <summary>A verification that was stopped.</summary>
    public sealed class Held(bool needsRehash)
    {
        private readonly TaskCompletionSource<PasswordVerificationResult> _verdict = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _goOn = new();

        /// <summary>Waits until there is a verdict, and returns it.</summary>
        public Task<PasswordVerificationResult> VerdictAsync() => _verdict.Task.WaitAsync(Limit, TestContext.Current.CancellationToken);

        public void GoOn() => _goOn.SetResult();

        internal PasswordVerificationResult Stop(PasswordVerificationResult verdict)
        {
            _verdict.SetResult(verdict);

            // The hasher's answer isn't awaited: the request's own thread has to stop.
            ((IAsyncResult)_goOn.Task).AsyncWaitHandle.WaitOne(Limit);
            return needsRehash && verdict == PasswordVerificationResult.Success ? PasswordVerificationResult.SuccessRehashNeeded : verdict;
        }
    }
}
