using Pricing.Pipeline.Intake.Records;
using PricingFunctions.Local.Shell;

namespace PricingFunctions.Local.Taking;

/// <summary>A way in for files.</summary>
internal interface ITaker : IAsyncDisposable
{
    /// <summary>Where files go, for people.</summary>
    string Place { get; }

    /// <summary>Takes a file.</summary>
    /// <param name="content">The file.</param>
    /// <param name="sent">What its sender says of it.</param>
    /// <param name="progress">Told of each step that may take over a second.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="SetupException">The storage or the host failed.</exception>
    /// <exception cref="UnreadableFileException">A host refuses the file, or what is said of it.</exception>
    Task<TakenFile> TakeAsync(FileStream content, SentFile sent, IProgress<string> progress, CancellationToken cancellationToken);

    /// <summary>Writes what was refused of a file as a table to be corrected and sent again.</summary>
    /// <param name="taken">What became of the file.</param>
    /// <param name="content">The file.</param>
    /// <param name="target">Where to.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="SetupException">The storage or the host failed.</exception>
    Task WriteRejectsAsync(TakenFile taken, FileStream content, Stream target, CancellationToken cancellationToken);
}
