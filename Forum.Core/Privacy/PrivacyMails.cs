using Forum.Core.Mail;

namespace Forum.Core.Privacy;

/// <summary>The emails about data exports and the deletion of accounts.</summary>
public static class PrivacyMails
{
    /// <summary>A member's data export is ready.</summary>
    public static readonly MailDefinition DataIsReady = new(12, "Data export ready");

    /// <summary>An account is about to be deleted at its member's request. Values: <c>day</c>, in ISO 8601.</summary>
    public static readonly MailDefinition AccountDeletionScheduled = new(13, "Account deletion scheduled");

    /// <summary>An account was deleted. Values: its former <c>name</c>.</summary>
    public static readonly MailDefinition AccountDeleted = new(14, "Account deleted") { ForgetsAddress = true };
}
