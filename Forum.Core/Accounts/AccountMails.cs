using Forum.Core.Access;
using Forum.Core.Mail;

namespace Forum.Core.Accounts;

/// <summary>The emails about accounts.</summary>
public static class AccountMails
{
    /// <summary>For administrators: members waiting for approval.</summary>
    public static readonly MailTopic Staff = new(
        0, "Staff", Label: "A new member is waiting for approval", Emails: "emails about members waiting for approval")
    {
        IsForAdministrators = true,
        Order = 10,
    };

    /// <summary>Asks a new member to confirm their address. Values: <c>token</c>.</summary>
    public static readonly MailDefinition ConfirmAddress = new(1, "Confirm your email address");

    /// <summary>Tells a member that someone registered with their address. Values: <c>name</c>, the new account.</summary>
    public static readonly MailDefinition AddressHasAccount = new(2, "Someone registered with this address");

    /// <summary>Resets a password. Values: <c>token</c>.</summary>
    public static readonly MailDefinition ResetPassword = new(3, "Reset your password");

    /// <summary>The password was changed.</summary>
    public static readonly MailDefinition PasswordChanged = new(4, "Password changed");

    /// <summary>To a member's new address: confirm it. Values: <c>token</c>.</summary>
    public static readonly MailDefinition ConfirmNewAddress = new(5, "Confirm new address");

    /// <summary>
    /// To a member's old address: approve the change, or cancel it. Values: <c>token</c>, <c>address</c>.
    /// </summary>
    public static readonly MailDefinition ApproveAddressChange = new(6, "Confirm email address change");

    /// <summary>To both addresses: the address was changed. Values: <c>address</c>.</summary>
    public static readonly MailDefinition AddressChanged = new(7, "Email address changed");

    /// <summary>
    /// A sign-in method other than the password was changed. Values: <c>what</c>, the name of a
    /// <see cref="Credentials.SignInChange"/>.
    /// </summary>
    public static readonly MailDefinition SignInChanged = new(8, "Sign-in settings changed");

    /// <summary>To administrators: a new member is waiting for approval. Values: <c>name</c>.</summary>
    public static readonly MailDefinition MemberWaiting = new(9, "New member waiting for approval") { Topic = Staff };

    /// <summary>A waiting member was approved.</summary>
    public static readonly MailDefinition MemberApproved = new(10, "Account approved");
}
