using Forum.Core.Access;
namespace Forum.Core.Mail;

/// <summary>What an email is about. Stored as a number: never renumber the values.</summary>
public enum MailKind
{
    /// <summary>A test email for an administrator.</summary>
    Test = 0,

    /// <summary>Asks a new member to confirm their address. Values: <c>token</c>.</summary>
    ConfirmAddress = 1,

    /// <summary>Tells a member that someone registered with their address. Values: <c>name</c>, the new account.</summary>
    AddressHasAccount = 2,

    /// <summary>Resets a password. Values: <c>token</c>.</summary>
    ResetPassword = 3,

    /// <summary>The password was changed.</summary>
    PasswordChanged = 4,

    /// <summary>To a member's new address: confirm it. Values: <c>token</c>.</summary>
    ConfirmNewAddress = 5,

    /// <summary>
    /// To a member's old address: approve the change, or cancel it. Values: <c>token</c>, <c>address</c>.
    /// </summary>
    ApproveAddressChange = 6,

    /// <summary>To both addresses: the address was changed. Values: <c>address</c>.</summary>
    AddressChanged = 7,

    /// <summary>
    /// A sign-in method other than the password was changed. Values: <c>what</c>, the name of a
    /// <see cref="SignInChange"/>.
    /// </summary>
    SignInChanged = 8,

    /// <summary>To administrators: a new member is waiting for approval. Values: <c>name</c>.</summary>
    MemberWaiting = 9,

    /// <summary>A waiting member was approved.</summary>
    MemberApproved = 10,

    /// <summary>
    /// To a member's followers: the member started a thread. Values: <c>name</c>, <c>title</c>, <c>thread</c>, its key.
    /// </summary>
    FollowedStartedThread = 11,

    /// <summary>A member's data export is ready.</summary>
    DataIsReady = 12,

    /// <summary>An account is about to be deleted at its member's request. Values: <c>day</c>, in ISO 8601.</summary>
    AccountDeletionScheduled = 13,

    /// <summary>An account was deleted. Values: its former <c>name</c>.</summary>
    AccountDeleted = 14,

    /// <summary>
    /// A thread that the member watches has replies. Values: <c>name</c> of the author, <c>title</c>, <c>thread</c>,
    /// its key, and <c>number</c> of the post.
    /// </summary>
    RepliesInWatchedThread = 15,

    /// <summary>A post mentions the member or quotes one of their posts. Values as above.</summary>
    Mentioned = 16,

    /// <summary>A board that the member watches has a new thread. Values as above.</summary>
    ThreadInWatchedBoard = 17,
}

/// <summary>What can change about how a member signs in.</summary>
public enum SignInChange
{
    /// <summary>An authenticator app was added.</summary>
    AuthenticatorAdded,

    /// <summary>The authenticator app was removed.</summary>
    AuthenticatorRemoved,

    /// <summary>New recovery codes were created; the old ones are invalid.</summary>
    RecoveryCodesMade,

    /// <summary>A recovery code was used.</summary>
    RecoveryCodeUsed,

    /// <summary>A passkey was added.</summary>
    PasskeyAdded,

    /// <summary>A passkey was removed.</summary>
    PasskeyRemoved,

    /// <summary>An external account was linked.</summary>
    ExternalAdded,

    /// <summary>An external account was unlinked.</summary>
    ExternalRemoved,
}

/// <summary>The properties of each kind of email.</summary>
public static class MailKinds
{
    /// <summary>
    /// The topic that turns this kind off; <see cref="MailTopics.None"/> for emails that are always sent.
    /// </summary>
    public static MailTopics TopicOf(MailKind kind) => kind switch
    {
        MailKind.MemberWaiting => MailTopics.Staff,
        MailKind.FollowedStartedThread => MailTopics.Followed,
        MailKind.RepliesInWatchedThread => MailTopics.Replies,
        MailKind.Mentioned => MailTopics.Mentions,
        MailKind.ThreadInWatchedBoard => MailTopics.BoardThreads,
        _ => MailTopics.None,
    };
}
