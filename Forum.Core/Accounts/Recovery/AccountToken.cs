using Forum.Core.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Accounts.Recovery;

/// <summary>The purpose of a token in an email. Stored as a number: never renumber the values.</summary>
public enum TokenPurpose
{
    /// <summary>Confirms the address of an account.</summary>
    ConfirmAddress = 1,

    /// <summary>Sets a new password.</summary>
    ResetPassword = 2,

    /// <summary>Confirms a new address, for an address change.</summary>
    ConfirmNewAddress = 3,

    /// <summary>Approves an address change, from the old address.</summary>
    ApproveAddressChange = 4,
}

/// <summary>
/// A one-time link in an email. Only a hash of its token is stored, so anyone who reads the database can't use it. It
/// expires after a time, after use, or when the account's security stamp changes; a link that only confirms an address
/// survives a stamp change.
/// </summary>
public sealed class AccountToken
{
    /// <summary>The SHA-256 of the token's 32 random bytes, in hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>The member it belongs to.</summary>
    public required int MemberId { get; init; }

    /// <summary>The purpose.</summary>
    public required TokenPurpose Purpose { get; init; }

    /// <summary>The address that it was sent to. The token proves only this address.</summary>
    public required string Address { get; init; }

    /// <summary>The account's security stamp when the token was created.</summary>
    public required string Stamp { get; init; }

    /// <summary>When it expires.</summary>
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
