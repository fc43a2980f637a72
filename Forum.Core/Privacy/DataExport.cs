using Forum.Core.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Privacy;

/// <summary>The state of a data export. Stored as a number: never renumber the values.</summary>
public enum ExportState
{
    /// <summary>Queued or in progress.</summary>
    Waiting = 0,

    /// <summary>Ready to download.</summary>
    Ready = 1,

    /// <summary>Failed.</summary>
    Failed = 2,
}

/// <summary>A member's data export, from the request until it's deleted. A member has at most one.</summary>
public sealed class DataExport
{
    /// <summary>The member it belongs to. Also the primary key.</summary>
    public required int MemberId { get; init; }

    /// <summary>When it was requested.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>The name of its file in the export folder, without an extension. Can't be guessed.</summary>
    public required Guid FileKey { get; init; }

    /// <summary>The state of the export.</summary>
    public ExportState State { get; set; }

    /// <summary>When it became ready or failed.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}

internal sealed class DataExportMapping : IEntityTypeConfiguration<DataExport>
{
    public void Configure(EntityTypeBuilder<DataExport> builder)
    {
        builder.ToTable("DataExports");
        builder.HasKey(export => export.MemberId);
        builder.Property(export => export.MemberId).ValueGeneratedNever();
        builder.HasOne<Member>().WithOne().HasForeignKey<DataExport>(export => export.MemberId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(export => new { export.State, export.RequestedAt });
    }
}
