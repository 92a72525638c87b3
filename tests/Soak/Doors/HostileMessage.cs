using System.Text;

namespace Soak.Doors;

/// <summary>A request as its bytes are written, so that it may be one that no client would send.</summary>
internal sealed class HostileMessage
{
    private const string Length = "Content-Length";

    private readonly List<(string Name, byte[] Line)> headers = [];

    /// <summary>How it asks.</summary>
    public required string Method { get; set; }

    /// <summary>What it asks for, as it stands in the first line.</summary>
    public required string Target { get; set; }

    /// <summary>What stands at the end of the first line.</summary>
    public string Version { get; set; } = "HTTP/1.1";

    /// <summary>What ends a line.</summary>
    public string LineEnd { get; set; } = "\r\n";

    /// <summary>The body.</summary>
    public byte[] Body { get; set; } = [];

    /// <summary>Whether nothing but the body is sent.</summary>
    public bool IsBodyAlone { get; set; }

    /// <summary>How many of its bytes are sent, of a thousand; then the sending ends.</summary>
    public int? CutAt { get; set; }

    /// <summary>Whether it states a length of the body that is right, where no other header says how long it is.</summary>
    public bool StatesLength { get; set; } = true;

    /// <summary>Puts a header in place of those of the same name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    public void Set(string name, string value)
    {
        Remove(name);
        Add(name, value);
    }

    /// <summary>Adds a header.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    public void Add(string name, string value) => headers.Add((name, Encoding.UTF8.GetBytes($"{name}: {value}")));

    /// <summary>Adds a line that may be no header.</summary>
    /// <param name="line">The line.</param>
    public void AddLine(params byte[] line) => headers.Add(("", line));

    /// <summary>Takes headers away.</summary>
    /// <param name="name">Their name.</param>
    public void Remove(string name) => headers.RemoveAll(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>All of it.</summary>
    public byte[] ToBytes()
    {
        using var all = new MemoryStream();
        if (!IsBodyAlone)
        {
            var hasLength = headers.Any(header => header.Name is Length or "Transfer-Encoding");
            if (StatesLength && !hasLength && (Body.Length > 0 || Method is "POST")) Add(Length, $"{Body.Length}");
            var end = Encoding.ASCII.GetBytes(LineEnd);
            all.Write(Encoding.UTF8.GetBytes(Version.Length == 0 ? $"{Method} {Target}" : $"{Method} {Target} {Version}"));
            all.Write(end);
            foreach (var (_, line) in headers)
            {
                all.Write(line);
                all.Write(end);
            }

            all.Write(end);
        }

        all.Write(Body);
        var bytes = all.ToArray();
        return CutAt is { } cut ? bytes[..Math.Max(1, (int)((long)bytes.Length * cut / 1_000))] : bytes;
    }
}
