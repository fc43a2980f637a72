using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Accounts.Registration;

/// <summary>A link to register while registration is by invitation.</summary>
public sealed class Invitation
{
    /// <summary>The maximum length of the note, in characters.</summary>
    public const int MaxNoteLength = 100;

    /// <summary>The key.</summary>
    public int Id { get; init; }

    /// <summary>
    /// The code in the link: 128 random bits. Stored in plain text, so that the link can be copied again.
    /// </summary>
    public required string Code { get; init; }

    /// <summary>Who it's for, in the words of the administrator who created it.</summary>
    public required string Note { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it expires; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>How many accounts can be created with it.</summary>
    public required int MostUses { get; init; }

    /// <summary>How many accounts have been created with it.</summary>
    public int Uses { get; set; }

    /// <summary>When it was withdrawn; null if it wasn't.</summary>
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
