using System.Collections.Immutable;

namespace Testing.InMemory;

/// <summary>A version of a blob; what is written is another one.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="Writes">How often it was written, which makes its ETag.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ModifiedAt">When it was written last.</param>
internal sealed record StoredBlob(byte[] Content, int Writes, DateTimeOffset CreatedAt, DateTimeOffset ModifiedAt)
{
    /// <summary>Whether it is only added to.</summary>
    public bool IsAppended { get; init; }

    /// <summary>Its metadata.</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Its media type.</summary>
    public string MediaType { get; init; } = "application/octet-stream";

    /// <summary>Blocks that are laid down and not in it yet.</summary>
    public ImmutableDictionary<string, byte[]> Blocks { get; init; } = ImmutableDictionary.Create<string, byte[]>(StringComparer.Ordinal);

    /// <summary>Whether it is there; one of which only blocks are laid down is not.</summary>
    public bool IsCommitted { get; init; } = true;

    /// <summary>The lease on it; null where there is none.</summary>
    public string? Lease { get; init; }

    /// <summary>When the lease ends; null where it does not by itself.</summary>
    public DateTimeOffset? LeaseEnds { get; init; }

    /// <summary>How long the lease is for; null for an endless one.</summary>
    public TimeSpan? LeaseLength { get; init; }

    /// <summary>The ETag.</summary>
    public string ETag => $"\"0x{Writes:X}\"";
}
