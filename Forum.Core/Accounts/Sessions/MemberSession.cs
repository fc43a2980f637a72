using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Accounts.Sessions;

/// <summary>A sign-in of a member on a device, for as long as it lasts. The cookie names it; without the row the cookie is worth nothing.</summary>
public sealed class MemberSession
{
    /// <summary>The longest name of a program that is kept, in characters.</summary>
    public const int MaxUserAgentLength = 300;

    /// <summary>A session that nobody has used for so long has ended.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>The key, which the encrypted cookie carries.</summary>
    public Guid Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required int MemberId { get; init; }

    /// <summary>When the member signed in.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was used last; written in batches, so up to a minute old.</summary>
    public required DateTimeOffset LastUsedAt { get; set; }

    /// <summary>The network address that it was used from last.</summary>
    public required string Address { get; set; }

    /// <summary>What the browser says that it is, as at the sign-in.</summary>
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
