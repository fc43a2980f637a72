using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Access;

/// <summary>A member's sign-in on a device. The cookie contains its key; without the row the cookie is worthless.</summary>
public sealed class MemberSession
{
    /// <summary>The maximum length of the stored user agent, in characters.</summary>
    public const int MaxUserAgentLength = 300;

    /// <summary>A session ends after this much time without use.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>The key, stored in the encrypted cookie.</summary>
    public Guid Id { get; init; }

    /// <summary>The member it belongs to.</summary>
    public required int MemberId { get; init; }

    /// <summary>When the member signed in.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last used; written in batches, so up to a minute old.</summary>
    public required DateTimeOffset LastUsedAt { get; set; }

    /// <summary>The IP address that last used it.</summary>
    public required string Address { get; set; }

    /// <summary>The browser's user agent at sign-in.</summary>
    public required string UserAgent { get; init; }
}

internal sealed class MemberSessionMapping : IEntityTypeConfiguration<MemberSession>
{
    public void Configure(EntityTypeBuilder<MemberSession> builder)
    {
        builder.ToTable("MemberSessions");
        builder.Property(session => session.Id).ValueGeneratedNever();
        builder.Property(session => session.UserAgent).HasMaxLength(MemberSession.MaxUserAgentLength);
        builder.HasOne<Member>().WithMany().HasForeignKey(session => session.MemberId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(session => session.LastUsedAt);
    }
}
