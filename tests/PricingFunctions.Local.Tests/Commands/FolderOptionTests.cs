using Testing;

namespace PricingFunctions.Local.Tests.Commands;

/// <summary>Folders and files that a command cannot use, as it is seen before anything is started.</summary>
public sealed class FolderOptionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Such as a variable of a script leaves them that is not set.</summary>
    [Theory]
    [InlineData("--data ", "--data: is empty; state a folder")]
    [InlineData("--root ", "--root: is empty; state a folder")]
    [InlineData("doubts --data ", "--data: is empty; state a folder")]
    [InlineData("night 2013-07-11 --root ", "--root: is empty; state a folder")]
    [InlineData("backup ", "FOLDER: is empty; state a folder")]
    [InlineData("restore ", "FOLDER: is empty; state a folder")]
    [InlineData("export IIJ --out ", "--out: is empty; state a folder")]
    [InlineData("verify --package ", "--package: is empty; state a folder")]
    [InlineData("workbook IIJ 3rd-series --out ", "--out: is empty; state the file to write")]
    [InlineData("report IIJ 3rd-series --out \u3000", "--out: is empty; state the file to write")]
    [InlineData("right window ", "GRANTS: is empty; state a file")]
    [InlineData("right window grants.csv --events ", "--events: is empty; state a file")]
    [InlineData("right window grants.csv --holders \u3000", "--holders: is empty; state a file")]
    [InlineData("right window grants.csv --actions ", "--actions: is empty; state a file")]
    [InlineData("price ", "FILE: is empty; state a file")]
    [InlineData("volatility  --from 2024-01-01 --to 2024-02-02 --frequency weekly", "FILE: is empty; state a file")]
    public async Task PlaceOption_EmptyText_IsOneLineAndExitCode2(string command, string message)
    {
        var result = await LocalProgram.RunAsync(command.Split(' '));

        Assert.Equal((2, "", message), (result.ExitCode, result.Output, result.Error.TrimEnd()));
    }

    [Fact]
    public async Task Backup_FolderThatCannotBeLookedInto_IsOneLineAndExitCode2()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "Nothing is closed to this user.");
        var closed = Path.Combine(folder.FullPath, "closed");
        Directory.CreateDirectory(closed);
        SetMode(closed, UnixFileMode.None);

        var result = await LocalProgram.RunAsync("backup", closed);
        SetMode(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"FOLDER {closed}: cannot be looked into: ", Assert.Single(result.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, mode);
    }
}
