//! Manifests: objects that name the files to read.

use super::{Fault, File, Format, Objects, Reader, Request, Settings};
use crate::text::read_value;
use crate::value::{Text, Value};

/// The rows of the files of an S3 inventory. Their columns are named by the manifest's `fileSchema`.
pub(super) fn inventory(request: &Request, objects: &dyn Objects) -> Result<Reader, Fault> {
    let text = objects.text(&request.bucket, &request.key)?;
    let manifest = read_value(&text).map_err(|failure| Fault::Failed(failure.redacted))?;
    let word = |name: &str| manifest.get(name).and_then(Value::as_str).unwrap_or("");
    let format = word("fileFormat");
    if format != "CSV" {
        let what =
            format!("An S3 inventory with files in the format {format} is not supported here.");
        return Err(Fault::Unsupported(what));
    }
    let bucket = match word("destinationBucket").rsplit(':').next() {
        None | Some("") => request.bucket.as_str(),
        Some(bucket) => bucket,
    };
    let listed = manifest.get("files").and_then(Value::as_array);
    let keys = listed.into_iter().flat_map(|files| files.iter());
    let keys = keys.filter_map(|file| file.get("key").and_then(Value::as_str));
    let files = keys.map(|key| File::read(bucket, key, objects));
    let columns = word("fileSchema").split(',').map(str::trim);
    let settings = Settings {
        format: Format::Csv,
        delimiter: b',',
        headers: Some(columns.map(Text::from).collect()),
        ..Settings::default()
    };
    Ok(Reader::over(files.collect::<Result<_, _>>()?, settings))
}

/// The files that Athena's UNLOAD lists, one address a line.
pub(super) fn athena(request: &Request, objects: &dyn Objects) -> Result<Vec<File>, Fault> {
    let text = objects.text(&request.bucket, &request.key)?;
    let lines = text.lines().map(|line| line.trim().trim_matches('"'));
    let files = lines.filter(|line| !line.is_empty()).map(|line| {
        let place = line
            .strip_prefix("s3://")
            .and_then(|rest| rest.split_once('/'));
        match place {
            Some((bucket, key)) => File::read(bucket, key, objects),
            None => Err(Fault::Failed(format!(
                "Invalid S3 URI in the manifest: {line}"
            ))),
        }
    });
    files.collect()
}
