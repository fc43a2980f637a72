using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Accounts.Settings;

/// <summary>A link with which somebody can register while registration is by invitation.</summary>
public sealed class Invitation
{
    /// <summary>The longest note, in characters.</summary>
    public const int MaxNoteLength = 100;

    /// <summary>The key.</summary>
    public int Id { get; init; }

    /// <summary>What the link carries: 128 random bits. Kept as it is, so that the link can be copied again.</summary>
    public required string Code { get; init; }

    /// <summary>For whom it is, in the words of whoever made it.</summary>
    public required string Note { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Until when it can be used; null for as long as it lasts.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>How many accounts can be made with it.</summary>
    public required int MostUses { get; init; }

    /// <summary>How many have been made.</summary>
    public int Uses { get; set; }

    /// <summary>When it was withdrawn; null while it stands.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }
}

internal sealed class InvitationMapping : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTable("Invitations");
        builder.Property(invitation => invitation.Code).HasMaxLength(32);
        builder.Property(invitation => invitation.Note).HasMaxLength(Invitation.MaxNoteLength);
        builder.HasIndex(invitation => invitation.Code).IsUnique();
    }
}
