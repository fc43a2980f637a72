namespace Forum.Core.Mail;

/// <summary>What a mail is about. Stored as a number: values never change their meaning.</summary>
public enum MailKind
{
    /// <summary>An administrator tries whether mail arrives.</summary>
    Test = 0,

    /// <summary>A new member is asked to confirm the address. Values: <c>token</c>.</summary>
    ConfirmAddress = 1,

    /// <summary>Somebody registered with the address of a member, who is told. Values: <c>name</c>, the new account.</summary>
    AddressHasAccount = 2,

    /// <summary>A password is to be set anew. Values: <c>token</c>.</summary>
    ResetPassword = 3,

    /// <summary>The password was changed.</summary>
    PasswordChanged = 4,

    /// <summary>To the new address of a member: confirm it. Values: <c>token</c>.</summary>
    ConfirmNewAddress = 5,

    /// <summary>To the address that a member is about to leave: agree, or stop it. Values: <c>token</c>, <c>address</c>.</summary>
    LeaveOldAddress = 6,

    /// <summary>To both addresses: the change is done. Values: <c>address</c>.</summary>
    AddressChanged = 7,

    /// <summary>How a member signs in was changed, other than by the password. Values: <c>what</c>, the name of a <see cref="SignInChange"/>.</summary>
    SignInChanged = 8,

    /// <summary>To administrators: somebody waits to be let in. Values: <c>name</c>.</summary>
    MemberWaiting = 9,

    /// <summary>Somebody who waited has been let in.</summary>
    MemberApproved = 10,

    /// <summary>To whoever follows a member: they have started a thread. Values: <c>name</c>, <c>title</c>, <c>thread</c>, its key.</summary>
    FollowedStartedThread = 11,

    /// <summary>The data that a member has asked for can be fetched.</summary>
    DataIsReady = 12,

    /// <summary>An account is about to go, as its member has asked. Values: <c>day</c>, in ISO 8601.</summary>
    LeavingSoon = 13,

    /// <summary>An account has gone. Values: <c>name</c>, which it had.</summary>
    HasLeft = 14,

    /// <summary>There are replies in a thread that the member watches. Values: <c>name</c> of the author, <c>title</c>, <c>thread</c>, its key, and <c>number</c> of the post.</summary>
    RepliesInWatchedThread = 15,

    /// <summary>A post mentions the member or quotes one of theirs. Values as before.</summary>
    Mentioned = 16,

    /// <summary>There is a new thread in a board that the member watches. Values as before.</summary>
    ThreadInWatchedBoard = 17,
}

/// <summary>What can be changed about how a member signs in.</summary>
public enum SignInChange
{
    /// <summary>An authenticator app is asked for from now on.</summary>
    AuthenticatorAdded,

    /// <summary>No authenticator app is asked for any more.</summary>
    AuthenticatorRemoved,

    /// <summary>New recovery codes were made; the old ones are void.</summary>
    RecoveryCodesMade,

    /// <summary>A recovery code was used.</summary>
    RecoveryCodeUsed,

    /// <summary>A passkey was added.</summary>
    PasskeyAdded,

    /// <summary>A passkey was removed.</summary>
    PasskeyRemoved,

    /// <summary>An account elsewhere opens this one from now on.</summary>
    ExternalAdded,

    /// <summary>An account elsewhere opens this one no more.</summary>
    ExternalRemoved,
}

/// <summary>The mails that a member can do without, by what they are about. Stored as a number: values never change their meaning.</summary>
[Flags]
public enum MailTopics
{
    /// <summary>None of them: mails about the safety of the account always come.</summary>
    None = 0,

    /// <summary>What only administrators get: members who wait.</summary>
    Staff = 1,

    /// <summary>Threads of those whom the member follows.</summary>
    Followed = 2,

    /// <summary>Replies in threads that the member watches. Comes to those who ask for it.</summary>
    Replies = 4,

    /// <summary>Posts that mention the member or quote one of theirs. Comes to those who ask for it.</summary>
    Mentions = 8,

    /// <summary>New threads in boards that the member watches. Comes to those who ask for it.</summary>
    BoardThreads = 16,
}

/// <summary>What is to be known of each kind of mail.</summary>
public static class MailKinds
{
    /// <summary>The topic by which a member can do without this kind; <see cref="MailTopics.None"/> for mails that always come.</summary>
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
