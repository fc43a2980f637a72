using Forum.Core.Mail;
using Forum.Web.Layout;
using Forum.Web.Mail.Templates;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Mail;

/// <summary>Which template and which subject each kind of mail has.</summary>
internal static class MailTemplates
{
    private static readonly Dictionary<MailKind, (Type Template, string Subject)> All = new()
    {
        [MailKind.Test] = (typeof(TestMail), "Mail from {0} arrives"),
        [MailKind.ConfirmAddress] = (typeof(ConfirmAddressMail), "Confirm your e-mail address for {0}"),
        [MailKind.AddressHasAccount] = (typeof(AddressHasAccountMail), "Somebody registered at {0} with your address"),
        [MailKind.ResetPassword] = (typeof(ResetPasswordMail), "Set a new password for {0}"),
        [MailKind.PasswordChanged] = (typeof(PasswordChangedMail), "Your password at {0} was changed"),
        [MailKind.ConfirmNewAddress] = (typeof(ConfirmNewAddressMail), "Confirm your new e-mail address for {0}"),
        [MailKind.LeaveOldAddress] = (typeof(LeaveOldAddressMail), "Your account at {0} is to have another address"),
        [MailKind.AddressChanged] = (typeof(AddressChangedMail), "Your account at {0} has another address"),
        [MailKind.SignInChanged] = (typeof(SignInChangedMail), "How you sign in at {0} was changed"),
        [MailKind.MemberWaiting] = (typeof(MemberWaitingMail), "Somebody waits to be let into {0}"),
        [MailKind.MemberApproved] = (typeof(MemberApprovedMail), "Welcome to {0}"),
        [MailKind.FollowedStartedThread] = (typeof(FollowedStartedThreadMail), "A new thread at {0}"),
        [MailKind.DataIsReady] = (typeof(DataIsReadyMail), "Your data of {0} can be fetched"),
        [MailKind.LeavingSoon] = (typeof(LeavingSoonMail), "Your account at {0} is about to be deleted"),
        [MailKind.RepliesInWatchedThread] = (typeof(RepliesInWatchedThreadMail), "New replies at {0}"),
        [MailKind.Mentioned] = (typeof(MentionedMail), "Somebody speaks to you at {0}"),
        [MailKind.ThreadInWatchedBoard] = (typeof(ThreadInWatchedBoardMail), "A new thread at {0}"),
        [MailKind.HasLeft] = (typeof(HasLeftMail), "Your account at {0} is deleted"),
    };

    /// <summary>The component that draws a kind.</summary>
    public static Type Of(MailKind kind) => All[kind].Template;

    /// <summary>The subject of a kind.</summary>
    public static string SubjectOf(MailKind kind, string forumName, IStringLocalizer<Texts> texts) => texts[All[kind].Subject, forumName];
}
