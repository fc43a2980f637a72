namespace Forum.Core.Accounts.Credentials;

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
