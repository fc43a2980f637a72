using Forum.Core.Mail;
using Forum.Web.Components;
using Forum.Web.Mail.Templates;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Mail;

/// <summary>The template and the subject of each kind of email.</summary>
internal static class MailTemplates
{
    private static readonly Dictionary<MailKind, (Type Template, string Subject)> All = new()
    {
        [MailKind.Test] = (typeof(TestMail), "Test email from {0}"),
        [MailKind.ConfirmAddress] = (typeof(ConfirmAddressMail), "Confirm your email address for {0}"),
        [MailKind.AddressHasAccount] = (typeof(AddressHasAccountMail), "Someone registered on {0} with your email address"),
        [MailKind.ResetPassword] = (typeof(ResetPasswordMail), "Reset your password on {0}"),
        [MailKind.PasswordChanged] = (typeof(PasswordChangedMail), "Your password on {0} was changed"),
        [MailKind.ConfirmNewAddress] = (typeof(ConfirmNewAddressMail), "Confirm your new email address for {0}"),
        [MailKind.ApproveAddressChange] = (typeof(ApproveAddressChangeMail), "Email address change requested on {0}"),
        [MailKind.AddressChanged] = (typeof(AddressChangedMail), "Your email address on {0} was changed"),
        [MailKind.SignInChanged] = (typeof(SignInChangedMail), "Your sign-in settings on {0} were changed"),
        [MailKind.MemberWaiting] = (typeof(MemberWaitingMail), "A new member is waiting for approval on {0}"),
        [MailKind.MemberApproved] = (typeof(MemberApprovedMail), "Welcome to {0}"),
        [MailKind.FollowedStartedThread] = (typeof(FollowedStartedThreadMail), "New thread on {0}"),
        [MailKind.DataIsReady] = (typeof(DataIsReadyMail), "Your data export from {0} is ready"),
        [MailKind.AccountDeletionScheduled] = (typeof(AccountDeletionScheduledMail), "Your account on {0} will be deleted soon"),
        [MailKind.RepliesInWatchedThread] = (typeof(RepliesInWatchedThreadMail), "New replies on {0}"),
        [MailKind.Mentioned] = (typeof(MentionedMail), "You were mentioned on {0}"),
        [MailKind.ThreadInWatchedBoard] = (typeof(ThreadInWatchedBoardMail), "New thread on {0}"),
        [MailKind.AccountDeleted] = (typeof(AccountDeletedMail), "Your account on {0} was deleted"),
    };

    /// <summary>The component for a kind of email.</summary>
    public static Type Of(MailKind kind) => All[kind].Template;

    /// <summary>The subject of a kind of email.</summary>
    public static string SubjectOf(MailKind kind, string forumName, IStringLocalizer<Texts> texts) => texts[All[kind].Subject, forumName];
}
