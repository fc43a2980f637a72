using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Accounts.Recovery;

/// <summary>What a token out of a mail is for. Stored as a number: values never change their meaning.</summary>
public enum TokenPurpose
{
    /// <summary>Confirms the address of an account.</summary>
    ConfirmAddress = 1,

    /// <summary>Sets a new password.</summary>
    ResetPassword = 2,

    /// <summary>Confirms the address that a member moves to.</summary>
    ConfirmNewAddress = 3,

    /// <summary>Agrees, from the address that a member moves from.</summary>
    LeaveOldAddress = 4,
}

/// <summary>
/// A link in a mail that does something once. Only a hash of what the link carries is stored: whoever reads the database cannot
/// use it. It is worth nothing after its time, after its use, or when the account's security stamp has changed; a link that only
/// confirms an address outlasts the stamp.
/// </summary>
public sealed class AccountToken
{
    /// <summary>The SHA-256 of the token's 32 random bytes, in hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>Whose it is.</summary>
    public required int MemberId { get; init; }

    /// <summary>What it is for.</summary>
    public required TokenPurpose Purpose { get; init; }

    /// <summary>The address that it was sent to: a token proves that one and no other.</summary>
    public required string Address { get; init; }

    /// <summary>The account's security stamp when it was made.</summary>
    public required string Stamp { get; init; }

    /// <summary>Until when it can be used.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}

internal sealed class AccountTokenMapping : IEntityTypeConfiguration<AccountToken>
{
    public void Configure(EntityTypeBuilder<AccountToken> builder)
    {
        builder.ToTable("AccountTokens");
        builder.HasKey(token => token.Hash);
        builder.Property(token => token.Hash).HasMaxLength(64);
        builder.HasOne<Member>().WithMany().HasForeignKey(token => token.MemberId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(token => new { token.MemberId, token.Purpose });
        builder.HasIndex(token => token.ExpiresAt);
    }
}
